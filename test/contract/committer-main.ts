import { writeSync } from 'node:fs';
import type { Store } from '../../federation/ports/index.ts';
import { openAt } from './open-at.ts';
import { at, inbound } from './samples.ts';
import { submission } from './submission.ts';

/** How many submissions are under way at once, so that transactions are shared. */
const lanes = 8;

const [place = '', prefix = ''] = process.argv.slice(2);
let next = 0;

/** Commits one submission after the other, and tells each acknowledgement in a line of its own until it is killed. */
async function run(store: Store, owner: string): Promise<never> {
  for (;;) {
    next += 1;
    const name = `${prefix}.${next}`;
    await store.commits.commit(submission(name).changes);
    tell('committed', name);
    await store.inbound.accept(inbound({ actor: `https://remote.example/users/${name}`, id: name }));
    tell('accepted', name);
    const claimed = await store.deliveries.claim({
      owner,
      now: at,
      leaseMs: 60_000,
      limit: 1,
      perHost: 1,
      withoutHosts: [],
    });
    for (const { id, fence, releaseId, inbox } of claimed) {
      await store.deliveries.settle([{ id, fence, kind: 'delivered', status: 202, at }]);
      tell('delivered', `${releaseId}|${inbox}`);
    }
  }
}

/** Written at once, so that a line that was told was acknowledged. */
function tell(what: string, name: string): void {
  writeSync(1, `${what}\t${name}\n`);
}

const store = await openAt(place);
await Promise.all(Array.from({ length: lanes }, (_, lane) => run(store, `${prefix} ${lane}`)));
