import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asPublic } from '../../support/portico/c2s-client.ts';
import { Organisation } from '../../support/portico/organisation.ts';
import { freePort } from '../../support/portico/portico-process.ts';

/**
 * `npm run peer:bovine -- <python with bovine-herd>`: Portico and Bovine on the loopback, each doing to the other what people
 * do. Prints the version of the peer and a line for each thing that arrived or did not; exits 1 where one did not.
 */
const [python = 'python3'] = process.argv.slice(2);
type Document = Readonly<Record<string, unknown>>;

const folder = await mkdtemp(join(tmpdir(), 'portico-peer-'));
const script = fileURLToPath(new URL('./bovine_peer.py', import.meta.url));
const peer = spawn(python, [script, String(await freePort()), join(folder, 'peer.db')], {
  // It keeps a cache where it runs.
  cwd: folder,
  stdio: ['pipe', 'pipe', 'ignore'],
});
const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
async function told(): Promise<Document> {
  const { value, done } = await lines.next();
  if (done) throw new Error(`the peer ended: give a python that has \`bovine-herd\` and \`bovine-tool\``);
  return JSON.parse(String(value)) as Document;
}
async function ask(question: Document): Promise<Document> {
  peer.stdin.write(`${JSON.stringify(question)}\n`);
  return told();
}

let missing = 0;
async function arrives(what: string, holds: () => Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(15_000);
  while (!(await holds()) && !patience.aborted) await delay(100);
  const arrived = await holds();
  if (!arrived) missing += 1;
  console.log(`${arrived ? 'arrived ' : 'MISSING '} ${what}`);
}

try {
  const { actor: bob, version } = (await told()) as { actor: string; version: string };
  console.log(`Bovine ${version}`);
  await using acme = await Organisation.start();
  const { store } = acme.context;
  const anna = await acme.person('anna');
  const context = 'https://www.w3.org/ns/activitystreams';
  const say = async (document: Document): Promise<Document> => {
    const { status, body } = await anna.post(document);
    if (status !== 201) throw new Error(`Portico answered ${status}: ${JSON.stringify(body)}`);
    await acme.drain();
    return body;
  };
  const peerSays = (activity: Document): Promise<Document> =>
    ask({ outbox: { '@context': context, to: [asPublic, anna.actor], ...activity } });
  const peerHas = async (id: string): Promise<boolean> => (await ask({ known: id }))['known'] === true;
  const peerTypeOf = async (id: string): Promise<unknown> =>
    ((await ask({ known: id }))['content'] as Document | undefined)?.['type'];
  const inbox = async (): Promise<string> => JSON.stringify((await anna.get(`${anna.actor}/inbox?page=true`)).body);
  /** The id that the peer gave its post. */
  const theirPost = async (): Promise<string> => {
    const heard = await store.activities.page(`${anna.actor}/inbox`, { limit: 50 });
    const create = heard.find(({ activity }) => activity.type === 'Create');
    return String([create?.activity['object']].flat()[0]);
  };

  const follow = await say({ type: 'Follow', object: bob, to: [bob] });
  await arrives('our Follow', () => peerHas(String(follow['id'])));
  await peerSays({ type: 'Follow', object: anna.actor, to: [anna.actor] });
  await arrives('their Follow', async () =>
    JSON.stringify(await store.followers.targets(`${anna.actor}/followers`, undefined, 10)).includes(new URL(bob).host),
  );

  const post = await say({
    type: 'Note',
    content: '<p>good morning</p>',
    to: [asPublic, `${anna.actor}/followers`, bob],
  });
  const ours = String((post['object'] as Document)['id']);
  await arrives('our post', async () => (await peerTypeOf(ours)) === 'Note');
  const note = { type: 'Note', attributedTo: bob, content: '<p>good evening</p>', to: [asPublic, anna.actor] };
  await peerSays({ type: 'Create', object: note });
  await arrives('their post', async () => (await inbox()).includes('good evening'));
  const at = await theirPost();

  const reply = { type: 'Note', content: '<p>to you too</p>', inReplyTo: at, to: [asPublic, bob] };
  const answer = await say(reply);
  await arrives('our answer', () => peerHas(String((answer['object'] as Document)['id'])));
  await peerSays({
    type: 'Create',
    object: {
      type: 'Note',
      attributedTo: bob,
      content: '<p>thank you</p>',
      inReplyTo: ours,
      to: [asPublic, anna.actor],
    },
  });
  await arrives('their answer', async () => (await inbox()).includes('thank you'));

  for (const type of ['Like', 'Announce']) {
    const act = await say({ type, object: at, to: [asPublic, bob] });
    await arrives(`our ${type}`, () => peerHas(String(act['id'])));
    await peerSays({ type, object: ours });
    await arrives(`their ${type}`, async () =>
      (await store.activities.page(`${anna.actor}/inbox`, { limit: 50 })).some(
        ({ activity }) => activity.type === type && JSON.stringify(activity['object']).includes(ours),
      ),
    );
  }

  await say({ type: 'Delete', object: ours, to: [asPublic, bob] });
  await arrives('our Delete', async () => (await peerTypeOf(ours)) !== 'Note');
  await peerSays({ type: 'Delete', object: at });
  await arrives('their Delete', async () => (await store.objects.get(at))?.type === 'Tombstone');
} finally {
  peer.stdin.end();
  if (peer.exitCode === null) {
    peer.kill();
    await once(peer, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = missing === 0 ? 0 : 1;
