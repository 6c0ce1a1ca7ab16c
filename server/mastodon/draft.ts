import type { Account, Node } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import { isParameters, type Parameters, switchOf, textOf, textsOf } from '../http/parameters.ts';
import { attach } from './attachments.ts';
import { type Addressed, addresseesFor, widestAnswer } from './audience.ts';
import { audienceNamed, narrowedTo } from './audience-names.ts';
import type { MastodonParts } from './door.ts';
import { acctOf } from './entities/account.ts';
import { authorOf, languageOf, languageTag } from './nodes.ts';
import { preferencesOf } from './preferences.ts';
import { interactionPolicyOf, quotedBy } from './quotes/approval.ts';
import { keptQuote, quoteIn, quotePolicyIn } from './quotes/draft.ts';
import type { SignedIn } from './signed-in.ts';
import { type Composed, compose, type FindActor } from './text/compose.ts';

export const limits = { characters: 5000, attachments: 4, options: 8, optionCharacters: 100 } as const;

export type StatusDraft =
  | { readonly kind: 'draft'; readonly document: JsonObject }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * The object that a client's form describes, for the outbox to wrap and to judge. An edit keeps what the post that is
 * `edited` quotes, and its language and who may quote it where the form does not say.
 */
export async function draftStatus(
  parts: MastodonParts,
  account: SignedIn,
  form: Parameters,
  edited?: Node,
): Promise<StatusDraft> {
  const text = textOf(form['status'])?.trim() ?? '';
  const summary = textOf(form['spoiler_text'])?.trim() ?? '';
  const options = textsOf(pollOf(form)['options']);
  const attachment = await attach(parts, account, form);
  if (typeof attachment === 'string') return invalid(attachment);
  const quote = edited ? await keptQuote(parts, quotedBy(edited)) : await quoteIn(parts, account, form);
  if (quote.kind === 'invalid') return quote;
  if (text === '' && options.length === 0 && attachment.length === 0 && !quote.members)
    return invalid("Validation failed: Text can't be blank");
  if (text.length + summary.length > limits.characters) {
    return invalid(`Validation failed: Text is too long (at most ${limits.characters} characters)`);
  }
  const answered = await answeredBy(parts, account, form);
  if (answered === 'missing') return invalid('The post that you are replying to is gone');
  const { html, tags } = await compose(text, parts.origin, findActor(parts));
  const audience = await addressing(parts, account, form, tags, answered);
  if (!audience) return invalid('Validation failed: Visibility is not included in the list');
  const preferences = await preferencesOf(parts.store.clientData, account);
  const content = `${quote.html}${html}`;
  const usualLanguage = edited ? (languageOf(edited) ?? '') : preferences.language;
  const language = languageTag(textOf(form['language']) || usualLanguage);
  const policy = quotePolicyIn(textOf(form['quote_approval_policy']), edited ? undefined : preferences.quotes);
  if (policy === 'unknown') return invalid('Validation failed: Quote approval policy is not included in the list');
  const document: JsonObject = {
    type: options.length > 0 ? 'Question' : 'Note',
    content,
    ...(language !== undefined && { contentMap: { [language]: content } }),
    source: { content: text, mediaType: 'text/plain' },
    sensitive: switchOf(form['sensitive']) ?? preferences.sensitive,
    tag: tags.map((tag) => ({ ...tag })),
    ...audience,
    ...(attachment.length > 0 && { attachment }),
    ...(summary !== '' && { summary }),
    ...(answered && { inReplyTo: answered.id }),
    ...quote.members,
    ...(policy && { interactionPolicy: interactionPolicyOf(policy, account.actorId) }),
    ...(options.length > 0 && pollMembers(parts, form, options)),
  };
  return { kind: 'draft', document };
}

function pollOf(form: Parameters): Parameters {
  const { poll } = form;
  return isParameters(poll) ? poll : {};
}

function pollMembers({ clock }: MastodonParts, form: Parameters, options: readonly string[]): JsonObject {
  const poll = pollOf(form);
  const seconds = Math.min(Math.max(Number(textOf(poll['expires_in']) ?? 86_400) || 86_400, 300), 2_629_746);
  const choices = options.slice(0, limits.options).map((name) => ({
    type: 'Note',
    name: name.slice(0, limits.optionCharacters),
    replies: { type: 'Collection', totalItems: 0 },
  }));
  const members = { endTime: new Date(clock() + seconds * 1000).toISOString() };
  return switchOf(poll['multiple']) === true ? { ...members, anyOf: choices } : { ...members, oneOf: choices };
}

async function answeredBy(
  { ids, present }: MastodonParts,
  account: SignedIn,
  form: Parameters,
): Promise<Node | 'missing' | undefined> {
  const id = textOf(form['in_reply_to_id']);
  if (id === undefined || id === '') return undefined;
  const iri = await ids.iriOf(id);
  return (iri === undefined ? undefined : await present.node(iri, account)) ?? 'missing';
}

/** Visibility and `local_only` as zones and addressees (DESIGN.md §4). */
async function addressing(
  { origin, store, federation }: MastodonParts,
  account: Account,
  form: Parameters,
  tags: Composed['tags'],
  answered: Node | undefined,
): Promise<Addressed | undefined> {
  const preferences = await preferencesOf(store.clientData, account);
  const most = answered && widestAnswer(answered, account, origin);
  const asked = audienceNamed(textOf(form['visibility']) || (most === 'direct' ? 'direct' : preferences.privacy));
  if (!asked) return undefined;
  const audience = most ? narrowedTo(most, asked) : asked;
  const author = answered && authorOf(answered);
  const mentioned = tags.filter(({ type }) => type === 'Mention').map(({ href }) => href);
  const named = [...new Set([...mentioned, ...(author ? [author] : [])])];
  const inside = switchOf(form['local_only']) === true && audience !== 'direct';
  return addresseesFor(inside ? 'private' : audience, named, {
    actorId: account.actorId,
    origin,
    isLocal: federation.read.isLocal,
  });
}

/** Colleagues by name; outsiders by name and host where they are known here. */
export function findActor({ origin, store }: MastodonParts): FindActor {
  return async (acct) => {
    const [name = '', host] = acct.toLowerCase().split('@');
    if (host === undefined || host === new URL(origin).host) {
      const account = await store.accounts.byName(name);
      return account && { href: account.actorId, acct: account.name };
    }
    const known = await store.listings.page(`acct:${name}@${host}`, { limit: 1 });
    const node = known[0] && (await store.objects.get(known[0].item));
    return node && { href: node.id, acct: acctOf(node, origin) };
  };
}

function invalid(reason: string): StatusDraft {
  return { kind: 'invalid', reason };
}
