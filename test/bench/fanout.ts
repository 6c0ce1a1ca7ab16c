import { generateKeyPairSync } from 'node:crypto';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import type { Contest, Measure } from './measure.ts';
import { startFedify } from './wire/fedify.ts';
import { followFromAll } from './wire/follow.ts';
import { startRawSender } from './wire/raw-sender.ts';
import { actorOf, inboxOf, type RemoteHosts, reached, startRemoteHosts } from './wire/remote-hosts.ts';

const inboxCount = 1_000;
/** Posts in one round, one after the other: a single one takes a quarter of a second, too short to compare. */
const postsPerRound = 4;
const note =
  '<p>The new tide gauge is in the water at last. It measures every minute, sends what it sees to the harbour office, ' +
  'and runs on a battery the size of a loaf of bread. We built it with the fishing cooperative, who knew where the ' +
  'current would have carried away the first one.</p><p>Come and see it on Saturday, from ten, at the east pier.</p>';

export const fanoutMeasures: readonly Measure[] = [
  {
    name: 'fanout/limit',
    title: 'one post to 1,000 inboxes, from the accepted post to the last delivery, against raw RSA-2048 sign and POST',
    goal: 'P1',
    bar: 0.9,
    unit: 'deliveries/s',
    prepare: againstLimit,
  },
  {
    name: 'fanout/fedify',
    title: 'one post to 1,000 inboxes, against a Fedify server with its in-memory queue of 64 workers',
    goal: 'P2',
    bar: 3.5,
    unit: 'deliveries/s',
    prepare: againstFedify,
  },
  {
    name: 'fanout/gate-off',
    title: 'one post to 1,000 inboxes with the gate deciding, against the same server with a gate that reads nothing',
    goal: 'P9',
    bar: 0.98,
    unit: 'deliveries/s',
    prepare: againstNoGate,
  },
];

async function againstLimit(progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  progress('starting Portico and 1,000 remote servers');
  const hosts = stack.use(await startRemoteHosts());
  const portico = stack.use(await PorticoProcess.start());
  const { origins, press } = await followedPress(hosts, portico, progress);
  const sender = stack.use(await startRawSender());
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await sender.ask({ ask: 'targets', inboxes: origins.map(inboxOf), keyId: `${press.actor}#main-key`, privateKeyPem });
  const body = await publish(hosts, press, 1);
  const running = stack.move();
  return {
    product: () => timed(() => publish(hosts, press, postsPerRound)),
    baseline: () =>
      timed(async () => {
        await hosts.ask({ ask: 'expect', type: 'Create', count: inboxCount * postsPerRound });
        await sender.ask({ ask: 'send', body, rounds: postsPerRound });
        await reached(hosts, inboxCount * postsPerRound);
      }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function againstFedify(progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  progress('starting Portico, Fedify and 1,000 remote servers');
  const hosts = stack.use(await startRemoteHosts());
  const portico = stack.use(await PorticoProcess.start());
  const { origins, press } = await followedPress(hosts, portico, progress);
  const fedify = stack.use(await startFedify());
  await fedify.ask({ ask: 'listen', queue: 'parallel' });
  const followers = origins.map((origin) => ({ id: actorOf(origin), inbox: inboxOf(origin) }));
  await fedify.ask({ ask: 'followers', followers });
  const running = stack.move();
  return {
    product: () => timed(() => publish(hosts, press, postsPerRound)),
    baseline: () =>
      timed(async () => {
        await hosts.ask({ ask: 'expect', type: 'Create', count: inboxCount });
        await fedify.ask({ ask: 'post', content: note });
        await reached(hosts, inboxCount);
      }, 1),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function againstNoGate(progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  const side = async (server?: URL) => {
    progress(`starting Portico ${server ? 'without' : 'with'} its gate, and 1,000 remote servers`);
    const hosts = stack.use(await startRemoteHosts());
    const portico = stack.use(await PorticoProcess.start(server ? { server } : {}));
    const { press } = await followedPress(hosts, portico, progress);
    return () => timed(() => publish(hosts, press, postsPerRound));
  };
  const product = await side();
  const baseline = await side(new URL('./wire/ungated-main.ts', import.meta.url));
  const running = stack.move();
  return { product, baseline, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** A press account that every one of the remote actors follows. */
async function followedPress(hosts: RemoteHosts, portico: PorticoProcess, progress: (what: string) => void) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { origins = [] } = await hosts.ask({ ask: 'listen', hosts: inboxCount, publicKeyPem: publicKey });
  await portico.addActor('press', { kind: 'corporate', display: 'Press' });
  progress('1,000 follows');
  await hosts.ask({ ask: 'expect', type: 'Accept', count: inboxCount });
  await followFromAll(origins, portico.actor('press'), privateKey);
  await reached(hosts, inboxCount);
  return { origins, press: await portico.c2s('press') };
}

/** Posts `posts` times, each after the last was delivered to all; returns the last body that arrived. */
async function publish(hosts: RemoteHosts, press: C2sClient, posts: number): Promise<string> {
  let body = '';
  for (let post = 0; post < posts; post += 1) {
    await hosts.ask({ ask: 'expect', type: 'Create', count: inboxCount });
    const followers = `${press.actor}/followers`;
    const answer = await press.post({ type: 'Note', content: note, to: asPublic, cc: followers });
    if (answer.status !== 201)
      throw new Error(`the post was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    body = await reached(hosts, inboxCount);
  }
  return body;
}

/** Deliveries per second. */
async function timed(work: () => Promise<unknown>, posts = postsPerRound): Promise<number> {
  const start = performance.now();
  await work();
  return (inboxCount * posts * 1_000) / (performance.now() - start);
}
