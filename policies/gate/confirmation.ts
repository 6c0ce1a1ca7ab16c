import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Json, JsonObject } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { OutsideZone } from '../model/zone.ts';
import { sha256 } from './digest.ts';

/** What an author is asked to confirm. */
export interface Confirmable {
  readonly actor: string;
  /** The submission as its author sent it. */
  readonly document: JsonObject;
  readonly zone: OutsideZone;
  /** Its outcome is `confirm`. */
  readonly verdict: Verdict;
}

/**
 * Tokens that tell a confirmation from a client that merely sends the same again: each is good for one author, one
 * submission to the letter, one zone, one policy set and the policies that asked. That it counts once is the outbox's part.
 */
export interface Confirmer {
  confirmationToken(asked: Confirmable): string;
  /** False for a token about anything else, and fifteen minutes after it was made. */
  isConfirmed(token: string, asked: Confirmable): boolean;
}

const goodFor = 15 * 60_000;

/** Ids of the policies that ask the author, by name. */
export function askingPolicies({ reasons }: Verdict): string[] {
  return reasons
    .filter(({ outcome, observed }) => outcome === 'confirm' && !observed)
    .map(({ policy }) => policy)
    .sort();
}

export function createConfirmer(secret: Uint8Array, clock: () => number): Confirmer {
  const key = createSecretKey(secret);
  const tokenOf = (at: string, { actor, document, zone, verdict }: Confirmable): string => {
    const said = [actor, sha256(canonical(document)), zone, verdict.setVersion, askingPolicies(verdict), at];
    const mac = createHmac('sha256', key).update(JSON.stringify(['portico-confirmation-1', ...said]));
    return `${at}.${mac.digest('base64url')}`;
  };
  return {
    confirmationToken: (asked) => tokenOf(clock().toString(36), asked),
    isConfirmed: (token, asked) => {
      const [at = ''] = token.split('.');
      const age = clock() - Number.parseInt(at, 36);
      return age >= 0 && age < goodFor && equal(token, tokenOf(at, asked));
    },
  };
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** JSON with its keys in order, so that the order in which a client writes them says nothing. */
function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
