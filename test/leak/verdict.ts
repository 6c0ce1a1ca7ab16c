import { egressOf } from '../../server/http/egress.ts';
import { verifyExport } from '../ledger-verifier/verify.ts';
import { auditor } from './canaries.ts';
import type { Body, Leak } from './evidence.ts';
import type { Outgoing } from './house.ts';
import type { World } from './world.ts';

/** Digests, in base64, of every receipt in an export that the independent verifier finds in order. */
async function receipts({
  house: { portico },
  evidence,
}: World): Promise<{ readonly digests: ReadonlySet<string>; readonly entries: number }> {
  const key = (await portico.cli('ledger', 'checkpoint', '--key')).trim();
  const exported = await portico.cli('ledger', 'export');
  evidence.record({ receiver: auditor, what: 'the exported ledger', bytes: Buffer.from(exported) });
  const lines = exported.trimEnd().split('\n');
  const { fault, entries } = await verifyExport({ lines, key });
  if (fault !== undefined) throw new Error(`the ledger does not verify: ${fault}`);
  const digests = lines.flatMap((line) => {
    const { type, entry } = JSON.parse(line) as { readonly type: string; readonly entry: string };
    if (type !== 'entry') return [];
    const { kind, digest } = JSON.parse(entry) as { readonly kind: string; readonly digest: string };
    return kind === 'receipt' ? [digest] : [];
  });
  return { digests: new Set(digests), entries };
}

export interface Verdict {
  readonly leaks: readonly Leak[];
  readonly entries: number;
  /** Bodies that left with a receipt, and those that are the same in an empty house. */
  readonly receipted: number;
  readonly fixed: number;
  readonly awaited: number;
}

/** What everything that was recorded comes to. */
export async function judge(world: World): Promise<Verdict> {
  const { evidence, house } = world;
  // What is sent elsewhere of the ledger leaves like everything else.
  await house.portico.cli('ledger', 'checkpoint');
  for (const { host } of [world.ada, world.bob, world.pia]) await house.retry(host);
  await world.settle();
  const outgoing = await house.outgoing();
  for (const name of outgoing.names) {
    evidence.record({ receiver: 'anyone', what: 'a look-up of a name', bytes: Buffer.from(name) });
  }
  evidence.record({ receiver: auditor, what: 'the log', bytes: Buffer.from(house.portico.log) });
  const { digests, entries } = await receipts(world);
  const bodies = [...evidence.bodies];
  const receipted = bodies.filter(([digest]) => digests.has(digest)).length;
  const without = bodies.filter(([digest]) => !digests.has(digest)).map(([, body]) => body);
  const unexplained = without.filter((body) => !isFixed(body));
  return {
    leaks: [
      ...evidence.leaks(),
      ...unexplained.map(({ what, status }): Leak => ({ kind: 'no-receipt', what, detail: `status ${status}` })),
      ...unrecorded(world, outgoing),
      ...neverArrived(world, await house.held()),
      ...world.streams.stillOpen(),
    ],
    entries,
    receipted,
    fixed: without.length - unexplained.length,
    awaited: world.awaited.size,
  };
}

/** Connections and names that lead to nobody who records. */
function unrecorded({ ada, bob, pia, pushes }: World, { places, names }: Outgoing): Leak[] {
  const known = [ada.host, bob.host, pia.host, pushes.host];
  const strange = places.filter((place) => !known.includes(place));
  // A name that is an address is looked up nowhere.
  const asked = names.filter((name) => !/^[\d.:]+$/.test(name) && name !== 'localhost');
  return [
    ...strange.map((place): Leak => ({ kind: 'unrecorded', what: 'a connection', detail: `to ${place}` })),
    ...asked.map((name): Leak => ({ kind: 'unrecorded', what: 'a look-up of a name', detail: name })),
  ];
}

/** What was scheduled is judged when its time comes, beside what its author said by then: it may wait for a reviewer. */
function neverArrived({ awaited, evidence, canaries, ada, pushes }: World, held: string): Leak[] {
  const checkpoint = ada.posted.some(({ path }) => path === '/checkpoints');
  const late = canaries.planted.filter(({ text }) => awaited.has(text) && !evidence.arrived.has(text));
  const missing = late.filter(({ text }) => !held.includes(text));
  const places = [
    ...missing.map(({ place }) => `public ${place}`),
    ...(checkpoint ? [] : ['a checkpoint of the ledger']),
    ...(pushes.count > 0 ? [] : ['a push message']),
  ];
  return places.map((what) => ({ kind: 'never-arrived', what, detail: 'nobody outside got it' }));
}

/**
 * Answers that hold nothing of what is stored: errors and notices, and routes that are declared to give the same words
 * whatever is written in here, which the tests of routes hold them to. Everything else that leaves has a receipt.
 */
function isFixed({ what, status }: Body): boolean {
  if (status >= 400 && status !== 410) return true;
  const [, method = '', path = ''] = /^answer to (\w+) (\S+)/.exec(what) ?? [];
  const asked = method === 'OPTIONS' || method === 'HEAD' ? 'GET' : method;
  return status !== 0 && egressOf({ method: asked, path }) === 'notice';
}
