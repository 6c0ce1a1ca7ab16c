import type { Json, JsonObject } from '../../../policies/index.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';

/** What a message of the bot's asks, and of whom. */
export type Tip =
  | {
      readonly kind: 'confirm';
      readonly actor: string;
      /** Hash of the document, under which the question is remembered. */
      readonly key: string;
      readonly token: string;
      /** A justification is wanted. */
      readonly reason: boolean;
      /** The document, sealed: what was stopped rests nowhere in the clear. */
      readonly sealed: string;
    }
  | { readonly kind: 'review'; readonly actor: string; readonly hold: string; readonly digest: string }
  /** What a reviewer asks about something that waits. */
  | { readonly kind: 'question'; readonly actor: string; readonly hold: string };

const kind = 'tip';

export async function tipAt({ store }: MastodonParts, message: string, actor: string): Promise<Tip | undefined> {
  const stored = await store.clientData.get(message, kind, 'asked');
  const tip = isObject(stored) ? (stored as unknown as Tip) : undefined;
  return tip?.actor === actor ? tip : undefined;
}

export function keepTip(message: string, tip: Tip, expiresAt: number): ServerChange {
  return { change: 'clientData.put', owner: message, kind, key: 'asked', value: { ...tip }, expiresAt };
}

export function dropTip(message: string): ServerChange {
  return { change: 'clientData.remove', owner: message, kind, key: 'asked' };
}

export function sealDocument({ drafts }: MastodonParts, document: JsonObject, key: string): string {
  const sealed = drafts.sealSecret(new TextEncoder().encode(JSON.stringify(document)), `tip ${key}`);
  return Buffer.from(sealed).toString('base64');
}

export function openDocument({ drafts }: MastodonParts, sealed: string, key: string): JsonObject {
  return JSON.parse(new TextDecoder().decode(drafts.openSecret(Buffer.from(sealed, 'base64'), `tip ${key}`)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
