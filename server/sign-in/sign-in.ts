import { createHmac } from 'node:crypto';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { Credentials, Throttle, ThrottleLimit } from '../ports/index.ts';
import { hashPassword, passwordFits } from './password-hash.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly account: Account }
  /** Unknown name, no password set and wrong password are one answer. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** What somebody shows to prove who they are; single sign-on joins as another kind. */
export interface PasswordProof {
  readonly kind: 'password';
  readonly name: string;
  readonly password: string;
  /** Address that the attempt came from. */
  readonly from: string;
}

/** Finds out which account a person is. */
export interface SignIn {
  attempt(proof: PasswordProof): Promise<SignInOutcome>;
}

interface SignInParts {
  readonly accounts: Accounts;
  readonly credentials: Credentials;
  readonly throttle: Throttle;
  /** By which names and addresses are digested before they are counted. */
  readonly key: Uint8Array;
}

const longestPassword = 1024;
const windowMs = 15 * 60 * 1000;

/**
 * Sign-in by local password: throttled by name and address over all processes, and equally slow whether the account is
 * there or not.
 */
export function createPasswordSignIn({ accounts, credentials, throttle, key }: SignInParts): SignIn {
  const nobody = hashPassword('nobody');
  return {
    async attempt({ name, password, from }) {
      const limits = limitsOf(key, name.toLowerCase(), from);
      // Counted before it is judged, so that a hundred at once are not a hundred for free.
      const wait = await throttle.take(limits, windowMs);
      if (wait > 0) return { kind: 'throttled', retryAfterSeconds: Math.ceil(wait / 1000) };
      const account = await accounts.byName(name.toLowerCase());
      const hash = account && (await credentials.ofActor(account.actorId));
      const fits = password.length <= longestPassword && (await passwordFits(password, hash ?? (await nobody)));
      if (!account || hash === undefined || !fits) return { kind: 'refused' };
      await throttle.forgive(limits);
      return { kind: 'signed-in', account };
    },
  };
}

/** The address comes first: once it is closed, yet another name adds no key. */
function limitsOf(key: Uint8Array, name: string, from: string): ThrottleLimit[] {
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return [
    { key: digest(`from ${from}`), most: 100 },
    { key: digest(`both ${from} ${name}`), most: 10 },
    { key: digest(`name ${name}`), most: 100 },
  ];
}
