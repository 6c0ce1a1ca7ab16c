import type { JsonObject } from '../../../policies/index.ts';
import { isParameters, isUpload, listOf, switchOf, textOf, type Value } from '../../http/parameters.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { findActor } from '../draft.ts';
import { fieldsOf } from '../entities/account.ts';
import { firstText } from '../nodes.ts';
import { post } from '../posting.ts';
import { preferencesOf, savePreferences } from '../preferences.ts';
import { quotePolicyIn } from '../quotes/draft.ts';
import type { SignedIn } from '../signed-in.ts';
import { compose } from '../text/compose.ts';

/** Pictures of a profile, as clients and as ActivityStreams call them. */
const pictures = [
  ['avatar', 'icon'],
  ['header', 'image'],
] as const;

/** `CredentialAccount`: one's own account with what only its owner sees. */
async function credentials(account: SignedIn, parts: MastodonParts): Promise<Answer> {
  const entity = await parts.present.account(account.actorId);
  const node = await parts.store.objects.get(account.actorId);
  if (!entity || !node) return missing;
  const { privacy, sensitive, language, quotes = 'nobody' } = await preferencesOf(parts.store.clientData, account);
  const note = await typedNote(account, parts);
  const requests = `requests:${account.actorId}`;
  const source = {
    privacy,
    sensitive,
    language: language === '' ? null : language,
    note: note ?? (firstText(node['summary']) ?? '').replace(/<[^>]*>/g, ''),
    fields: fieldsOf(node),
    follow_requests_count: (await parts.store.listings.counts([requests])).get(requests) ?? 0,
    quote_policy: quotes,
  };
  const role = { id: '0', name: '', color: '', permissions: '0', highlighted: false };
  return ok({ ...entity, source, role });
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const { account, parameters } = call;
  const saved = await savePosting(call, parts);
  if (saved) return saved;
  const patch: JsonObject = {};
  const [display, note] = [textOf(parameters['display_name']), textOf(parameters['note'])];
  if (display !== undefined) patch['name'] = display.slice(0, 100);
  if (note !== undefined) {
    const { html } = await compose(note.slice(0, 2000), parts.origin, findActor(parts));
    patch['summary'] = note === '' ? '' : html;
  }
  const fields = listOf(parameters['fields_attributes']).filter(isParameters);
  if (fields.length > 0) {
    patch['attachment'] = fields.slice(0, 8).flatMap((field) => {
      const [name, value] = [textOf(field['name']) ?? '', textOf(field['value']) ?? ''];
      return name === '' ? [] : [{ type: 'PropertyValue', name, value }];
    });
  }
  const discoverable = switchOf(parameters['discoverable']);
  if (discoverable !== undefined) patch['discoverable'] = discoverable;
  const locked = switchOf(parameters['locked']);
  if (locked !== undefined) patch['manuallyApprovesFollowers'] = locked;
  for (const [field, property] of pictures) {
    const picture = await pictureIn(parameters[field], call, parts);
    if (picture?.kind === 'refused') return refuse(picture.reason);
    if (picture) patch[property] = picture.image;
  }
  const refused = await change(patch, call, parts);
  if (refused) return refused;
  if (note !== undefined) await keepNote(account, parts, note);
  return credentials(account, parts);
}

/** Through the outbox, as any change that outsiders see; the answer is there only where it was refused. */
async function change(patch: JsonObject, { account }: Call, parts: MastodonParts): Promise<Answer | undefined> {
  if (Object.keys(patch).length === 0) return undefined;
  const node = await parts.store.objects.get(account.actorId);
  const object = { id: account.actorId, type: node?.type ?? 'Person', ...patch };
  const posted = await post(parts, account, { type: 'Update', object });
  if (posted.kind === 'held') return refuse('The change of your profile waits for review');
  return posted.kind === 'refused' ? posted.answer : undefined;
}

type PictureOutcome =
  | { readonly kind: 'picture'; readonly image: JsonObject }
  | { readonly kind: 'refused'; readonly reason: string };

/** A picture for the profile: it is read before it is shown, since a profile is for everybody. */
async function pictureIn(
  given: Value | undefined,
  { account }: Call,
  { media, origin }: MastodonParts,
): Promise<PictureOutcome | undefined> {
  if (!isUpload(given)) return undefined;
  const outcome = await media.upload(account, oneChunk(given.bytes), { fileName: given.filename });
  if (outcome.kind === 'refused') return { kind: 'refused', reason: `Validation failed: ${outcome.reason}` };
  const { id, kind, original } = outcome.file;
  if (kind !== 'picture') return { kind: 'refused', reason: 'Validation failed: a profile shows pictures alone' };
  await media.contentOf(outcome.file);
  return { kind: 'picture', image: { type: 'Image', mediaType: original.mediaType, url: `${origin}/media/${id}` } };
}

function removePicture(property: string): Handler {
  return async (call, parts) =>
    (await change({ [property]: [] }, call, parts)) ?? (await credentials(call.account, parts));
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The `Profile` entity: what its owner edits. */
async function profile({ account }: Call, parts: MastodonParts): Promise<Answer> {
  const [entity, node, note] = await Promise.all([
    parts.present.account(account.actorId),
    parts.store.objects.get(account.actorId),
    typedNote(account, parts),
  ]);
  if (!entity || !node) return missing;
  const { id, display_name, avatar, avatar_static, header, header_static, locked, bot, discoverable } = entity;
  return ok({
    ...{ id, display_name, avatar, avatar_static, header, header_static, locked, bot, discoverable },
    note: note ?? (firstText(node['summary']) ?? '').replace(/<[^>]*>/g, ''),
    fields: fieldsOf(node),
    avatar_description: '',
    header_description: '',
    hide_collections: false,
    indexable: false,
    show_media: true,
    show_media_replies: true,
    show_featured: true,
    attribution_domains: [],
    featured_tags: [],
  });
}

async function updateProfile(call: Call, parts: MastodonParts): Promise<Answer> {
  const answer = await update(call, parts);
  return answer.status === undefined ? profile(call, parts) : answer;
}

async function typedNote({ actorId }: SignedIn, { store }: MastodonParts): Promise<string | undefined> {
  const note = await store.clientData.get(actorId, 'preferences', 'note');
  return typeof note === 'string' ? note : undefined;
}

/** What was typed, which is edited next time instead of its HTML. */
function keepNote({ actorId }: SignedIn, { store }: MastodonParts, value: string): Promise<void> {
  return store.commits.commit([{ change: 'clientData.put', owner: actorId, kind: 'preferences', key: 'note', value }]);
}

async function savePosting({ account, parameters }: Call, { store }: MastodonParts): Promise<Answer | undefined> {
  const { source } = parameters;
  if (!isParameters(source)) return undefined;
  const before = await preferencesOf(store.clientData, account);
  const asked = textOf(source['privacy']) ?? before.privacy;
  const privacy = (['public', 'unlisted', 'private'] as const).find((one) => one === asked);
  if (!privacy) return refuse('Validation failed: Privacy is not included in the list');
  const sensitive = switchOf(source['sensitive']) ?? before.sensitive;
  const quotes = quotePolicyIn(textOf(source['quote_policy']), before.quotes);
  if (quotes === 'unknown') return refuse('Validation failed: Quote policy is not included in the list');
  await savePreferences(store.commits, account, {
    privacy,
    sensitive,
    language: (textOf(source['language']) ?? before.language).slice(0, 35),
    quotes,
  });
  return undefined;
}

export const profileRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/accounts/verify_credentials',
    scope: 'read:accounts',
    handle: ({ account }, parts) => credentials(account, parts),
  },
  { method: 'patch', path: '/api/v1/accounts/update_credentials', scope: 'write:accounts', handle: update },
  { method: 'get', path: '/api/v1/profile', scope: 'profile', orScope: 'read:accounts', handle: profile },
  { method: 'patch', path: '/api/v1/profile', scope: 'write:accounts', handle: updateProfile },
  ...pictures.map(([name, property]) => ({
    method: 'delete' as const,
    path: `/api/v1/profile/${name}`,
    scope: 'write:accounts',
    handle: removePicture(property),
  })),
];
