import { type Node, StaleFence } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { type Parameters, switchOf, textOf, textsOf } from '../../http/parameters.ts';
import { submissionKind } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { draftStatus } from '../draft.ts';
import { isoTime } from '../entities/account.ts';
import { authorOf, firstIri, firstText } from '../nodes.ts';
import { post } from '../posting.ts';
import { versionKind } from '../projection/versions.ts';
import { schedule, scheduledEntity } from '../scheduling.ts';
import { isShadow } from '../shadows.ts';
import type { SignedIn } from '../signed-in.ts';
import { notTheirs, type Voice, voiceOf } from '../speaking.ts';
import { typedText } from '../text/typed.ts';
import { answerTip } from '../tips/answers.ts';
import { statusAt } from './targets.ts';

/** Ancestors and descendants of a thread that are shown at most. */
const mostOfThread = 400;

/** A key that was accepted within the hour is answered with what it made, whatever comes with it. */
async function create(call: Call, parts: MastodonParts): Promise<Answer> {
  const { idempotencyKey: key } = call;
  const voice = await voiceOf(parts, call.account, call.parameters);
  if (!voice) return refuse(notTheirs, 403);
  if (key === undefined) return createOnce(call, parts, voice);
  const earlier = await madeWith(key, voice, parts);
  if (earlier) return earlier;
  try {
    const answer = await createOnce(call, parts, voice);
    // The author's word was spent with this very key a moment ago.
    return (answer.status ?? 200) < 400 ? answer : ((await madeWith(key, voice, parts)) ?? answer);
  } catch (error) {
    // The same key came at the same moment, here or in another process, and was first.
    const first = error instanceof StaleFence ? await madeWith(key, voice, parts) : undefined;
    if (first) return first;
    throw error;
  }
}

async function madeWith(
  key: string,
  { account, by = account }: Voice,
  parts: MastodonParts,
): Promise<Answer | undefined> {
  const { clientData, activities } = parts.store;
  const result = await clientData.get(account.actorId, submissionKind, key);
  if (typeof result !== 'string') return undefined;
  const activity = await activities.get(result);
  const status = await parts.present.status((activity && firstIri(activity['object'])) ?? result, by);
  return status && ok(status);
}

async function createOnce(
  { account: self, parameters, idempotencyKey }: Call,
  parts: MastodonParts,
  { account, by }: Voice,
): Promise<Answer> {
  if (textOf(parameters['scheduled_at'])) {
    if (by) return refuse('Validation failed: what is said for the organisation can not be put off');
    const outcome = await schedule(parts, account, parameters);
    return outcome.kind === 'invalid' ? refuse(outcome.reason) : ok(scheduledEntity(outcome.scheduled));
  }
  const draft = await draftStatus(parts, account, parameters);
  if (draft.kind === 'invalid') return refuse(draft.reason);
  const forReview = switchOf(parameters['for_review']);
  const manner = { idempotencyKey, by, forReview, reason: textOf(parameters['justification']) };
  const posted = await post(parts, account, draft.document, manner);
  if (posted.kind === 'refused') return posted.answer;
  const answered = await parts.ids.iriOf(textOf(parameters['in_reply_to_id']) ?? '');
  const text = textOf(parameters['status']) ?? '';
  if (answered !== undefined) await answerTip(parts, self, answered, { kind: 'reply', text: withoutMentions(text) });
  return shown(parts, self, posted.iri);
}

/** What is said, without the names that clients put before it. */
function withoutMentions(text: string): string {
  return text.replace(/^(\s*@[\w.@-]+)+/, '').trim();
}

async function shown({ present }: MastodonParts, account: SignedIn, iri: string): Promise<Answer> {
  const status = await present.status(iri, account);
  return status ? ok(status) : missing;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await parts.ids.iriOf(call.path['id'] ?? '');
  return iri === undefined ? missing : shown(parts, call.account, iri);
}

async function readMany({ parameters, account }: Call, { ids, present }: MastodonParts): Promise<Answer> {
  const asked = textsOf(parameters['id']).slice(0, 40);
  const iris = await Promise.all(asked.map((id) => ids.iriOf(id)));
  return ok(
    await present.statuses(
      iris.filter((iri) => iri !== undefined),
      account,
    ),
  );
}

async function edit(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await own(call, parts);
  if (!found) return missing;
  if (isShadow(found.node)) return refuse('This post waits for review: delete it and post again');
  const form: Parameters = { ...call.parameters, visibility: 'public' };
  delete form['in_reply_to_id'];
  const { account, by } = found.voice;
  const draft = await draftStatus(parts, account, form, found.node);
  if (draft.kind === 'invalid') return refuse(draft.reason);
  const { to: _to, cc: _cc, type: _type, ...changed } = draft.document;
  const object: JsonObject = {
    ...changed,
    id: found.node.id,
    type: found.node.type,
    summary: changed['summary'] ?? '',
    // What an edit does not name is taken out.
    attachment: changed['attachment'] ?? [],
  };
  const posted = await post(parts, account, { type: 'Update', object }, { by });
  if (posted.kind === 'refused') return posted.answer;
  return posted.kind === 'held'
    ? refuse('The edit waits for review; the post stays as it is')
    : shown(parts, call.account, found.iri);
}

async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await own(call, parts);
  if (!found) return missing;
  const status = await parts.present.status(found.iri, call.account);
  const text = typedText(found.node);
  if (isShadow(found.node)) {
    const id = found.iri.split('/').at(-1) ?? '';
    await parts.store.commits.commit([{ change: 'hold.remove', id }]);
    return ok({ ...status, text });
  }
  const { account, by } = found.voice;
  const posted = await post(parts, account, { type: 'Delete', object: found.node.id }, { by });
  return posted.kind === 'refused' ? posted.answer : ok({ ...status, text });
}

/** A post of one's own, or of an account that one publishes for. */
async function own(call: Call, parts: MastodonParts): Promise<{ iri: string; node: Node; voice: Voice } | undefined> {
  const found = await statusAt(call, parts);
  const author = found && (await parts.store.accounts.byActor(authorOf(found.node) ?? ''));
  const voice = author && (await voiceOf(parts, call.account, { as: author.name }));
  return found && voice && { ...found, voice };
}

async function source(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await own(call, parts);
  if (!found) return missing;
  const spoiler = firstText(found.node['summary']) ?? '';
  return ok({ id: call.path['id'], text: typedText(found.node), spoiler_text: spoiler });
}

async function history(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await statusAt(call, parts);
  const status = found && (await parts.present.status(found.node.id, call.account));
  if (!found || !status) return missing;
  const { account, content, spoiler_text, sensitive } = status;
  const now = { content, spoiler_text, sensitive, created_at: status['edited_at'] ?? status['created_at'] };
  const before = await parts.store.clientData.all(found.node.id, versionKind);
  const versions = [...before.map(({ value }) => value as JsonObject), now];
  return ok(
    versions.map((version) => ({
      ...version,
      created_at: isoTime(String(version['created_at'])),
      account,
      poll: null,
      media_attachments: [],
      emojis: [],
    })),
  );
}

async function context(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await statusAt(call, parts);
  if (!found) return missing;
  // What is there by then comes with the next look.
  parts.federation.backfill.look(found.node.id);
  const ancestors = await ancestorsOf(found.node, parts);
  const descendants = await descendantsOf(found.node.id, parts);
  const { present } = parts;
  return ok({
    ancestors: await present.statuses(ancestors, call.account),
    descendants: await present.statuses(descendants, call.account),
  });
}

async function ancestorsOf(node: Node, { store }: MastodonParts): Promise<string[]> {
  const above: string[] = [];
  let parent = firstIri(node['inReplyTo']);
  while (parent !== undefined && above.length < mostOfThread && !above.includes(parent)) {
    above.unshift(parent);
    parent = firstIri((await store.objects.get(parent))?.['inReplyTo']);
  }
  return above;
}

/** Depth first, as threads are read. */
async function descendantsOf(iri: string, { store }: MastodonParts): Promise<string[]> {
  const below: string[] = [];
  const open = [iri];
  for (let next = open.pop(); next !== undefined && below.length < mostOfThread; next = open.pop()) {
    if (next !== iri) below.push(next);
    const replies = await store.listings.page(`replies:${next}`, { limit: mostOfThread });
    open.push(...replies.map(({ item }) => item));
  }
  return below;
}

export const statusRoutes: readonly Route[] = [
  { method: 'post', path: '/api/v1/statuses', scope: 'write:statuses', handle: create },
  { method: 'get', path: '/api/v1/statuses', scope: 'read:statuses', handle: readMany },
  { method: 'get', path: '/api/v1/statuses/:id', scope: 'read:statuses', handle: read },
  { method: 'put', path: '/api/v1/statuses/:id', scope: 'write:statuses', handle: edit },
  { method: 'delete', path: '/api/v1/statuses/:id', scope: 'write:statuses', handle: remove },
  { method: 'get', path: '/api/v1/statuses/:id/source', scope: 'read:statuses', handle: source },
  { method: 'get', path: '/api/v1/statuses/:id/history', scope: 'read:statuses', handle: history },
  { method: 'get', path: '/api/v1/statuses/:id/context', scope: 'read:statuses', handle: context },
];
