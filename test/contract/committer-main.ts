import { writeSync } from 'node:fs';
import type { ServerStore } from '../../server/ports/index.ts';
import { openAt } from './open-at.ts';
import { at, inbound } from './samples.ts';
import { submission } from './submission.ts';

/** How many submissions are under way at once, so that transactions are shared. */
const lanes = 8;

const [place = '', prefix = '', submissions = 'Infinity'] = process.argv.slice(2);
let tried = 0;

/** Commits one submission after the other, accepts and delivers between them, and tells what became of each. */
async function run(store: ServerStore, owner: string): Promise<void> {
  while (tried < Number(submissions)) {
    tried += 1;
    const name = `${prefix}.${tried}`;
    const refused = await store.commits.commit(submission(name).changes).catch((error: unknown) => error);
    if (refused !== undefined) {
      tell('refused', name, refused instanceof Error ? refused.message : String(refused));
      continue;
    }
    tell('committed', name);
    await acceptAndDeliver(store, owner, name).catch(() => undefined);
  }
}

async function acceptAndDeliver(
  { inbound: queue, deliveries }: ServerStore,
  owner: string,
  name: string,
): Promise<void> {
  await queue.accept(inbound({ actor: `https://remote.example/users/${name}`, id: name }));
  tell('accepted', name);
  const claimed = await deliveries.claim({ owner, now: at, leaseMs: 60_000, limit: 1, perHost: 1, withoutHosts: [] });
  for (const { id, fence, releaseId, inbox } of claimed) {
    await deliveries.settle([{ id, fence, kind: 'delivered', status: 202, at }]);
    tell('delivered', `${releaseId}|${inbox}`);
  }
}

/** Written at once, so that a line that was told was acknowledged. */
function tell(...words: string[]): void {
  writeSync(1, `${words.join('\t')}\n`);
}

const store = await openAt(place);
await Promise.all(Array.from({ length: lanes }, (_, lane) => run(store, `${prefix} ${lane}`)));
await store.close();
