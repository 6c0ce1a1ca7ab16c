import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import type { Contest, Measure } from './measure.ts';
import { startFedify } from './wire/fedify.ts';
import { signingString, startFloor } from './wire/floor.ts';
import { Load } from './wire/load.ts';
import { startRemoteHosts } from './wire/remote-hosts.ts';

const senders = 20;
const unit = 'accepted per server CPU second';

export const inboxMeasures: readonly Measure[] = [
  {
    name: 'inbox/floor',
    title: 'signed 2.5 KB notes accepted durably (202), against a bare server that hashes, verifies and parses',
    goal: 'P4',
    bar: 0.65,
    unit,
    prepare: (progress) => against(floor, 3_000, progress),
  },
  {
    name: 'inbox/fedify',
    title: 'the same notes, against a Fedify server without a queue and with its store in memory',
    goal: 'P5',
    bar: 25,
    unit,
    prepare: (progress) => against(fedify, 300, progress),
  },
  {
    name: 'inbox/bare',
    title: 'the same notes, against the same inbox behind a bare node:http server in the place of the Express app',
    goal: 'P14',
    bar: 0.8,
    unit,
    prepare: (progress) =>
      against((stack) => portico(stack, new URL('./wire/bare-inbox-main.ts', import.meta.url)), 3_000, progress),
  },
];

type Cpu = () => Promise<NodeJS.CpuUsage | undefined>;

interface Peer {
  readonly inbox: string;
  readonly cpu: Cpu;
}

interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

async function against(
  start: (stack: AsyncDisposableStack, keys: Keys) => Promise<Peer>,
  peerDeliveries: number,
  progress: (what: string) => void,
): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  progress('starting Portico and its peer');
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const hosts = stack.use(await startRemoteHosts());
  const { origins = [] } = await hosts.ask({ ask: 'listen', hosts: senders, publicKeyPem: keys.publicKey });
  const round = ({ inbox, cpu }: Peer, deliveries: number) => {
    const load = stack.use(new Load(inbox, origins, keys.privateKey));
    return () => perCpuSecond(load, cpu, deliveries);
  };
  const product = round(await portico(stack), 3_000);
  const baseline = round(await start(stack, keys), peerDeliveries);
  const running = stack.move();
  return {
    product,
    baseline,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The server as it ships, accepting alone: what follows acceptance is a worker's part. */
async function portico(stack: AsyncDisposableStack, server?: URL): Promise<Peer> {
  const preload = new URL('./wire/cpu-probe.ts', import.meta.url);
  const env = { PORTICO_ROLE: 'web' };
  const running = stack.use(await PorticoProcess.start({ env, preload, ...(server && { server }) }));
  await running.addActor('anna');
  // The probe answers every message with `process.cpuUsage()`.
  const cpu: Cpu = async () => (await running.ask('cpu')) as NodeJS.CpuUsage;
  return { inbox: `${running.actor('anna')}/inbox`, cpu };
}

async function floor(stack: AsyncDisposableStack, { publicKey, privateKey }: Keys): Promise<Peer> {
  const server = stack.use(await startFloor());
  const signature = sign('sha256', Buffer.from(signingString), createPrivateKey(privateKey)).toString('base64');
  const { origin = '' } = await server.ask({ ask: 'listen', publicKeyPem: publicKey, signature });
  return { inbox: `${origin}/users/anna/inbox`, cpu: async () => (await server.ask({ ask: 'cpu' })).cpu };
}

async function fedify(stack: AsyncDisposableStack): Promise<Peer> {
  const server = stack.use(await startFedify());
  const { origin = '' } = await server.ask({ ask: 'listen', queue: 'none' });
  return { inbox: `${origin}/users/anna/inbox`, cpu: async () => (await server.ask({ ask: 'cpu' })).cpu };
}

/** Deliveries accepted per second of CPU time that the server had for them. */
async function perCpuSecond(load: Load, cpu: Cpu, deliveries: number): Promise<number> {
  const send = await load.prepare(deliveries);
  const before = await cpu();
  await send();
  const after = await cpu();
  if (!before || !after) throw new Error('a server does not tell its CPU time');
  const spent = after.user + after.system - before.user - before.system;
  return (deliveries * 1_000_000) / spent;
}
