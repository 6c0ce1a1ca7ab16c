import { randomUUID } from 'node:crypto';
import type { Federation } from '../../federation/index.ts';
import type { Act, Change, Node } from '../../federation/ports/index.ts';
import type { ServerStore } from '../ports/index.ts';

export interface RemovalParts extends Pick<ServerStore, 'accounts' | 'activities' | 'objects' | 'commits'> {
  readonly origin: string;
  readonly outbox: Pick<Federation['outbox'], 'submit'>;
  readonly clock: () => number;
}

/**
 * Takes posts away: one of a colleague is deleted everywhere that it went to, one of an outsider leaves a tombstone here
 * and does not come back. Returns those that there were.
 */
export async function removePosts(parts: RemovalParts, iris: readonly string[], by: string): Promise<string[]> {
  const removed: string[] = [];
  for (const iri of iris) {
    const node = await parts.objects.get(iri);
    const author = node && firstIri(node['attributedTo']);
    if (!node || author === undefined || node.type === 'Tombstone') continue;
    const local = iri.startsWith(`${parts.origin}/`);
    if (local ? await removeOwn(parts, iri, author, by) : await removeForeign(parts, node, author)) removed.push(iri);
  }
  return removed;
}

const page = 1_000;

/** Takes away every post of an outsider, with an entry in the ledger; returns how many there were. */
export async function erase(
  parts: RemovalParts & Pick<ServerStore, 'listings'>,
  actor: string,
  by: string,
): Promise<number> {
  let [count, maxId]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const query = { limit: page, ...(maxId !== undefined && { maxId }) };
    const entries = await parts.listings.page(`account:${actor}`, query);
    const removed = await removePosts(
      parts,
      entries.map(({ item }) => item),
      by,
    );
    count += removed.length;
    maxId = entries.at(-1)?.position;
    if (entries.length < page) break;
  }
  const act: Act = {
    kind: 'moderation',
    id: randomUUID(),
    actor: by,
    subject: actor,
    outcome: 'erased',
    at: parts.clock(),
  };
  await parts.commits.commit([{ change: 'ledger.append', act }]);
  return count;
}

async function removeOwn({ accounts, outbox }: RemovalParts, iri: string, author: string, by: string) {
  const account = await accounts.byActor(author);
  if (!account) return false;
  const document = { type: 'Delete', object: iri };
  const sent = by.startsWith('http') ? { sentBy: by } : {};
  return (await outbox.submit({ account, document, ...sent })).kind !== 'invalid';
}

async function removeForeign({ activities, commits, clock }: RemovalParts, { id }: Node, author: string) {
  const deleted = new Date(clock()).toISOString();
  const tombstone: Node = { id, type: 'Tombstone', attributedTo: [author], deleted: [deleted] };
  const acts = await activities.byActorAndObject(author, id);
  const removals = acts.map((activity): Change => ({ change: 'activity.remove', id: activity, actor: author }));
  await commits.commit([{ change: 'object.replace', node: tombstone }, ...removals]);
  return true;
}

function firstIri(value: unknown): string | undefined {
  const [item] = Array.isArray(value) ? (value as unknown[]) : [value];
  return typeof item === 'string' ? item : undefined;
}
