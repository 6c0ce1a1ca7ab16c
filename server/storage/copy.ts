import { createHash } from 'node:crypto';
import type { CopyProgress, Installation, StoredRecord } from '../ports/index.ts';
import { recordKinds } from './record-kinds.ts';

/** Records stored in one step, after which a copy can go on. */
const storedAtOnce = 500;
const done = 'done';

/** What a store has of a kind: how much, and a digest of all of it, in whichever order. */
export interface KindDigest {
  readonly kind: string;
  readonly count: number;
  /** Sum of the SHA-256 digests of the records, in hex. */
  readonly digest: string;
}

export type CopyOutcome =
  | { readonly kind: 'copied'; readonly kinds: readonly KindDigest[] }
  /** What arrived is not what was sent. */
  | { readonly kind: 'differs'; readonly kinds: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Copies everything, or goes on with a copy that was begun. `tell` gets a line now and then. */
export async function copyInstallation(
  from: Installation,
  to: Installation,
  tell: (line: string) => void,
): Promise<CopyOutcome> {
  const refused = await refusal(from, to);
  if (refused !== undefined) return { kind: 'refused', reason: refused };
  const begun = await to.progress();
  if (begun) tell('going on with the copy that was begun');
  let progress: CopyProgress = begun ?? {};
  for (const { name } of recordKinds) progress = await copyKind(name, { from, to, progress, tell });
  tell('comparing');
  const kinds: KindDigest[] = [];
  const wrong: string[] = [];
  for (const { name } of recordKinds) {
    const [sent, arrived] = await Promise.all([digestOf(from, name), digestOf(to, name)]);
    if (sent.count !== arrived.count || sent.digest !== arrived.digest) wrong.push(name);
    kinds.push(sent);
  }
  if (wrong.length > 0) return { kind: 'differs', kinds: wrong };
  await to.finish();
  return { kind: 'copied', kinds };
}

async function refusal(from: Installation, to: Installation): Promise<string | undefined> {
  if ((await from.prepare()) === 'in-use') return 'the store to copy from is in use: stop its processes first';
  if ((await to.prepare()) === 'in-use') return 'the store to copy to is in use: name an empty one';
  if (await to.progress()) return undefined;
  for (const { name } of recordKinds)
    for await (const _record of to.records(name)) return 'the store to copy to is not empty: name another one';
  return undefined;
}

interface Copying {
  readonly from: Installation;
  readonly to: Installation;
  readonly progress: CopyProgress;
  readonly tell: (line: string) => void;
}

async function copyKind(name: string, { from, to, progress: before, tell }: Copying): Promise<CopyProgress> {
  const [after] = [before[name]];
  if (after === done) return before;
  let progress = before;
  let count = 0;
  let some: StoredRecord[] = [];
  const store = async (place: string): Promise<void> => {
    progress = { ...progress, [name]: place };
    await to.restore(name, some, progress);
    count += some.length;
    some = [];
  };
  for await (const { record, place } of from.records(name, after)) {
    some.push(record);
    if (some.length < storedAtOnce) continue;
    await store(place);
    tell(`${name}: ${count}`);
  }
  await store(done);
  tell(`${name}: ${count}, all of them`);
  return progress;
}

async function digestOf(store: Installation, kind: string): Promise<KindDigest> {
  let count = 0;
  let sum = 0n;
  for await (const { record } of store.records(kind)) {
    count += 1;
    sum += BigInt(`0x${createHash('sha256').update(canonical(record)).digest('hex')}`);
  }
  return { kind, count, digest: BigInt.asUintN(256, sum).toString(16).padStart(64, '0') };
}

/** JSON with the members of objects in order, and bytes in base64. */
function canonical(record: StoredRecord): string {
  return JSON.stringify(record, (_key, value: unknown) => {
    if (isBuffer(value)) return { bytes: Buffer.from(value.data).toString('base64') };
    if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** A Buffer has said already how it is as JSON when it is asked. */
function isBuffer(value: unknown): value is { readonly data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
}
