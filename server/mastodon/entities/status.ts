import type { Node } from '../../../federation/ports/index.ts';
import { audienceOf } from '../audience.ts';
import { firstIri, firstText, hashtagsOf, itemsOf, languageOf, mentionsOf, visibilityOf } from '../nodes.ts';
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
  readonly counts: {
    readonly replies: number;
    readonly reblogs: number;
    readonly favourites: number;
    readonly quotes: number;
  };
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
  /** `Quote`, where it quotes another one. */
  readonly quote?: object | undefined;
  /** `quote_approval`: who may quote it. */
  readonly approval: object;
  readonly emojis?: readonly object[];
  /** What the viewer's filters say of it. */
  readonly filtered?: readonly object[];
  /** HTML that only this viewer sees after the content. */
  readonly note?: string;
}

/** The part of a status that is the same for every reader and at every time. */
interface Plain {
  readonly entity: object;
  /** Title and text, as HTML. */
  readonly content: string;
}

/** Nodes that many readers look at are shared between them, and so is what is made of them. */
const plains = new WeakMap<Node, Plain>();

function plainOf(node: Node, origin: string): Plain {
  const known = plains.get(node);
  if (known) return known;
  const edited = firstText(node['updated']);
  const title = firstText(node['name']);
  const entity = {
    uri: node.id,
    url: firstIri(node['url']) ?? node.id,
    created_at: isoTime(firstText(node['published']) ?? 0),
    edited_at: edited === undefined ? null : isoTime(edited),
    visibility: visibilityOf(node, origin),
    // In the words that `visibility` of a new post takes here, of which other servers' clients know but four.
    portico: { visibility: audienceOf(node, origin) },
    sensitive: itemsOf(node['sensitive'])[0] === true,
    spoiler_text: firstText(node['summary']) ?? '',
    language: languageOf(node) ?? null,
    tags: hashtagsOf(node).map((name) => ({ name, url: `${origin}/tags/${encodeURIComponent(name)}` })),
  };
  const heading = title === undefined || node.type === 'Note' ? '' : `<p><strong>${escaped(title)}</strong></p>`;
  const plain = { entity, content: `${heading}${firstText(node['content']) ?? ''}` };
  plains.set(node, plain);
  return plain;
}

/** The `Status` entity of an object. */
export function statusEntity(source: StatusSource, origin: string): StatusEntity {
  const { id, node, account, counts, viewer, inReplyTo } = source;
  const { entity, content } = plainOf(node, origin);
  return {
    id,
    ...entity,
    account,
    content: `${content}${source.note ?? ''}`,
    in_reply_to_id: inReplyTo.id,
    in_reply_to_account_id: inReplyTo.accountId,
    media_attachments: source.attachments,
    mentions: mentionEntities(source),
    emojis: source.emojis ?? [],
    replies_count: counts.replies,
    reblogs_count: counts.reblogs,
    favourites_count: counts.favourites,
    quotes_count: counts.quotes,
    ...viewer,
    reblog: null,
    application: null,
    card: null,
    poll: source.poll ?? null,
    quote: source.quote ?? null,
    quote_approval: source.approval,
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
    quote: null,
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

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
