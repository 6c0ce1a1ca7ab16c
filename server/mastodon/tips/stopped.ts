import type { Account, Decision } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { firstIri, firstText } from '../nodes.ts';
import { typedText } from '../text/typed.ts';
import { objectOf } from './brought.ts';
import { openDocument, sealDocument } from './state.ts';
import { traceOf } from './trace.ts';

/** What somebody wrote, for the form in which they write it anew. */
export interface WrittenBefore {
  readonly text: string;
  readonly warning?: string;
  /** Client id of the post that it answers. */
  readonly replyTo?: string;
}

const kind = 'tip';
const key = 'written';

/** Keeps what was stopped for whoever wrote it, sealed, until `expiresAt` in milliseconds since the epoch. */
export function keepStopped(
  parts: MastodonParts,
  decision: string,
  { actorId: by }: Account,
  document: JsonObject,
  expiresAt: number,
): ServerChange {
  const value = { by, sealed: sealDocument(parts, document, decision) };
  return { change: 'clientData.put', owner: decision, kind, key, value, expiresAt };
}

/** What a decision was about, for whoever wrote it; undefined for everybody else, and once it is nowhere any more. */
export async function writtenBefore(
  parts: MastodonParts,
  reader: Account,
  decision: Decision,
): Promise<WrittenBefore | undefined> {
  const kept = objectIn(await parts.store.clientData.get(decision.id, kind, key));
  const sealed = kept?.['by'] === reader.actorId ? kept['sealed'] : undefined;
  if (typeof sealed === 'string') return formOf(parts, openDocument(parts, sealed, decision.id));
  const waiting = await waitingDraft(parts, reader, decision.id);
  if (waiting) return formOf(parts, waiting);
  const own = kept === undefined && decision.activityType === 'Create' && decision.actor === reader.actorId;
  const post = own ? await parts.store.objects.get(await objectOf(parts, decision.activity)) : undefined;
  return post && formOf(parts, post);
}

/** What waits for review, as its author sent it. */
async function waitingDraft(parts: MastodonParts, { actorId }: Account, decision: string) {
  const trace = await traceOf(parts, decision);
  const hold = trace?.kind === 'hold' ? await parts.store.holds.byId(trace.hold) : undefined;
  return hold?.sentBy === actorId ? (await parts.federation.outbox.held.open(hold))?.draft : undefined;
}

async function formOf({ ids }: MastodonParts, document: Readonly<Record<string, unknown>>) {
  const post = objectIn(document['object']) ?? document;
  const text = typedText(post);
  if (text === '') return undefined;
  const [warning, answered] = [firstText(post['summary']), firstIri(post['inReplyTo'])];
  const replyTo = answered === undefined ? undefined : await ids.idOf(answered);
  return { text, ...(warning !== undefined && { warning }), ...(replyTo !== undefined && { replyTo }) };
}

function objectIn(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
