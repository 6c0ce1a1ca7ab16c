import type { Node } from '../../../federation/ports/index.ts';
import { firstIri, firstText, hashtagsOf, itemsOf, mentionsOf, visibilityOf } from '../nodes.ts';
import { type AccountEntity, isoTime } from './account.ts';

export interface StatusEntity {
  readonly [member: string]: unknown;
  readonly id: string;
}

/** What the viewer did with a status, and how often others did. */
export interface StatusSource {
  readonly id: string;
  readonly node: Node;
  readonly account: AccountEntity;
  readonly counts: { readonly replies: number; readonly reblogs: number; readonly favourites: number };
  readonly viewer: {
    readonly favourited: boolean;
    readonly reblogged: boolean;
    readonly bookmarked: boolean;
    readonly pinned: boolean;
    readonly muted: boolean;
  };
  readonly inReplyTo: { readonly id: string | null; readonly accountId: string | null };
  /** Client ids and accounts of those mentioned, by IRI. */
  readonly mentioned: ReadonlyMap<string, AccountEntity>;
  readonly attachments: readonly object[];
  readonly poll?: object;
  /** What the viewer's filters say of it. */
  readonly filtered?: readonly object[];
  /** HTML that only this viewer sees after the content. */
  readonly note?: string;
}

/** The `Status` entity of an object. */
export function statusEntity(source: StatusSource, origin: string): StatusEntity {
  const { id, node, account, counts, viewer, inReplyTo } = source;
  const edited = firstText(node['updated']);
  const title = firstText(node['name']);
  const heading = title === undefined || node.type === 'Note' ? '' : `<p><strong>${escaped(title)}</strong></p>`;
  return {
    id,
    uri: node.id,
    url: firstIri(node['url']) ?? node.id,
    created_at: isoTime(firstText(node['published']) ?? 0),
    edited_at: edited === undefined ? null : isoTime(edited),
    account,
    content: `${heading}${firstText(node['content']) ?? ''}${source.note ?? ''}`,
    visibility: visibilityOf(node, origin),
    sensitive: itemsOf(node['sensitive'])[0] === true,
    spoiler_text: firstText(node['summary']) ?? '',
    language: languageOf(node),
    in_reply_to_id: inReplyTo.id,
    in_reply_to_account_id: inReplyTo.accountId,
    media_attachments: source.attachments,
    mentions: mentionEntities(source),
    tags: hashtagsOf(node).map((name) => ({ name, url: `${origin}/tags/${encodeURIComponent(name)}` })),
    emojis: [],
    replies_count: counts.replies,
    reblogs_count: counts.reblogs,
    favourites_count: counts.favourites,
    ...viewer,
    reblog: null,
    application: null,
    card: null,
    poll: source.poll ?? null,
    filtered: source.filtered ?? [],
  };
}

/** A boost: a status of its own around the one that it passes on. */
export function boostEntity(
  boost: { readonly id: string; readonly node: Node; readonly account: AccountEntity },
  reblog: StatusEntity,
): StatusEntity {
  return {
    ...reblog,
    id: boost.id,
    uri: boost.node.id,
    url: boost.node.id,
    created_at: isoTime(firstText(boost.node['published']) ?? 0),
    account: boost.account,
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    media_attachments: [],
    mentions: [],
    tags: [],
    poll: null,
    reblog,
  };
}

function mentionEntities({ node, mentioned }: StatusSource): object[] {
  return mentionsOf(node).flatMap(({ href }) => {
    const account = mentioned.get(href);
    if (!account) return [];
    return [{ id: account.id, username: account['username'], acct: account.acct, url: account['url'] }];
  });
}

/** The language of a text that is given by language (`contentMap`). */
function languageOf(node: Node): string | null {
  const [map] = itemsOf(node['contentMap']);
  const [language] = typeof map === 'object' && map !== null ? Object.keys(map) : [];
  return language ?? null;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
