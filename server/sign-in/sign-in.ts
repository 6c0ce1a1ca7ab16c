import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { Credentials } from '../ports/index.ts';
import { hashPassword, passwordFits } from './password-hash.ts';
import { createThrottle, type Limit } from './throttle.ts';

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
  readonly clock: () => number;
}

const longestPassword = 1024;

/** Sign-in by local password: throttled by name and address, and equally slow whether the account is there or not. */
export function createPasswordSignIn({ accounts, credentials, clock }: SignInParts): SignIn {
  const throttle = createThrottle(clock);
  const nobody = hashPassword('nobody');
  return {
    async attempt({ name, password, from }) {
      const limits = limitsOf(name.toLowerCase(), from);
      const wait = throttle.waitMs(limits);
      if (wait > 0) return { kind: 'throttled', retryAfterSeconds: Math.ceil(wait / 1000) };
      // Counted before it is judged, so that a hundred at once are not a hundred for free.
      throttle.fail(limits);
      const account = await accounts.byName(name.toLowerCase());
      const hash = account && (await credentials.ofActor(account.actorId));
      const fits = password.length <= longestPassword && (await passwordFits(password, hash ?? (await nobody)));
      if (!account || hash === undefined || !fits) return { kind: 'refused' };
      throttle.forgive(limits);
      return { kind: 'signed-in', account };
    },
  };
}

function limitsOf(name: string, from: string): Limit[] {
  return [
    { key: `both ${from} ${name}`, failures: 10 },
    { key: `from ${from}`, failures: 100 },
    { key: `name ${name}`, failures: 100 },
  ];
}
