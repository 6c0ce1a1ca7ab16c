import type { Node } from '../../../federation/ports/index.ts';
import { firstIri, firstText, itemsOf, memberOf, textIn } from '../nodes.ts';
import { timeOf } from '../snowflakes.ts';
import { linkIn } from '../verified-links.ts';
import { emojisOf, pictureOf } from './emoji.ts';
import type { ShownAt } from './shown-at.ts';

export interface AccountCounts {
  readonly followers: number;
  readonly following: number;
  readonly statuses: number;
}

export interface AccountEntity {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly acct: string;
}

export interface AccountSource {
  readonly node: Node;
  readonly id: string;
  readonly counts: AccountCounts;
  readonly lastStatusId?: string;
  /** When links of its fields were verified, by the link. */
  readonly verified?: ReadonlyMap<string, string>;
}

/** What an actor says of itself, which is the same at every time; nodes that many look at are shared between them. */
const plains = new WeakMap<Node, ReturnType<typeof plain>>();

function plain(node: Node, origin: string, shownAt: ShownAt) {
  const username = firstText(node['preferredUsername']) ?? nameIn(node.id);
  const avatar = shown(node['icon'], 'avatar', shownAt) ?? `${origin}/avatars/missing.svg`;
  const header = shown(node['image'], 'header', shownAt) ?? `${origin}/headers/missing.svg`;
  return {
    username,
    acct: acctOf(node, origin),
    display_name: firstText(node['name']) ?? username,
    locked: itemsOf(node['manuallyApprovesFollowers'])[0] === true,
    bot: node.type === 'Application' || node.type === 'Service',
    group: node.type === 'Group',
    discoverable: itemsOf(node['discoverable'])[0] === true,
    indexable: false,
    noindex: true,
    note: firstText(node['summary']) ?? '',
    url: firstIri(node['url']) ?? node.id,
    uri: node.id,
    avatar,
    avatar_static: avatar,
    header,
    header_static: header,
    hide_collections: false,
    emojis: emojisOf(node, shownAt),
    roles: [],
    fields: fieldsOf(node),
  };
}

/** The `Account` entity of a local or remote actor. */
export function accountEntity(
  { node, id, counts, lastStatusId, verified }: AccountSource,
  origin: string,
  shownAt: ShownAt,
): AccountEntity {
  const said = plains.get(node) ?? plain(node, origin, shownAt);
  plains.set(node, said);
  const published = firstText(node['published']);
  return {
    ...said,
    ...(verified && verified.size > 0 && { fields: fieldsOf(node, verified) }),
    id,
    created_at: `${isoTime(published ?? timeOf(id)).slice(0, 10)}T00:00:00.000Z`,
    followers_count: counts.followers,
    following_count: counts.following,
    statuses_count: counts.statuses,
    last_status_at: lastStatusId === undefined ? null : isoTime(timeOf(lastStatusId)).slice(0, 10),
  };
}

/** `name` of a colleague, `name@host` of anybody else. */
export function acctOf(node: Node, origin: string): string {
  const username = firstText(node['preferredUsername']) ?? nameIn(node.id);
  if (node.id.startsWith(`${origin}/`)) return username;
  return `${username}@${URL.parse(node.id)?.host ?? 'unknown'}`;
}

/** A time in the only form that strict clients read: UTC with milliseconds. */
export function isoTime(time: string | number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

export function fieldsOf(
  node: Node,
  verified: ReadonlyMap<string, string> = new Map(),
): { name: string; value: string; verified_at: string | null }[] {
  return itemsOf(node['attachment']).flatMap((item) => {
    const [name, value] = [textIn(item, 'name'), textIn(item, 'value')];
    if (firstText(memberOf(item, 'type')) !== 'PropertyValue' || name === undefined) return [];
    return [{ name, value: value ?? '', verified_at: verified.get(linkIn(value ?? '') ?? '') ?? null }];
  });
}

function shown(value: unknown, rendition: 'avatar' | 'header', shownAt: ShownAt): string | undefined {
  const url = pictureOf(value);
  return url === undefined ? undefined : shownAt(url, rendition);
}

function nameIn(iri: string): string {
  return iri.split('/').findLast((part) => part !== '') ?? iri;
}
