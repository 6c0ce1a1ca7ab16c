import type { JsonObject } from '../../../policies/index.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { type Tip, tipAt } from './state.ts';

/** What there is to follow of a decision that stopped something: what waits, or what its author was asked. */
export type TipTrace =
  | { readonly kind: 'hold'; readonly hold: string }
  /** Hash of the document, under which the question is remembered. */
  | { readonly kind: 'question'; readonly key: string };

const kind = 'tip';
const key = 'trace';

/** `expiresAt` in milliseconds since the epoch. */
export function keepTrace(decision: string, trace: TipTrace, expiresAt: number): ServerChange {
  return { change: 'clientData.put', owner: decision, kind, key, value: { ...trace }, expiresAt };
}

export async function traceOf(
  { store }: Pick<MastodonParts, 'store'>,
  decision: string,
): Promise<TipTrace | undefined> {
  return (await store.clientData.get(decision, kind, key)) as unknown as TipTrace | undefined;
}

export interface OpenQuestion {
  /** IRI of the message that asks. */
  readonly message: string;
  readonly tip: Tip & { readonly kind: 'confirm' };
}

/** What somebody was asked about a document, for as long as they can answer it. */
export async function openQuestion(
  parts: MastodonParts,
  actor: string,
  document: string,
): Promise<OpenQuestion | undefined> {
  const asked = (await parts.store.clientData.get(actor, 'question', document)) as JsonObject | undefined;
  const message = asked?.['message'];
  const tip = typeof message === 'string' ? await tipAt(parts, message, actor) : undefined;
  return typeof message === 'string' && tip?.kind === 'confirm' ? { message, tip } : undefined;
}
