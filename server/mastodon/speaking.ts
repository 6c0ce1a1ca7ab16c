import type { Account } from '../../federation/ports/index.ts';
import { type Parameters, textOf } from '../http/parameters.ts';
import type { MastodonParts } from './door.ts';
import type { SignedIn } from './signed-in.ts';

/** In whose name something is said, and who says it. */
export interface Voice {
  readonly account: SignedIn;
  /** Where it is not the account itself. */
  readonly by?: SignedIn;
}

/**
 * The account that a form's `as` names, where whoever is signed in publishes for it (role `publisher:<name>`); their own
 * where it names none. Undefined where they may not speak for it.
 */
export async function voiceOf(
  { store }: Pick<MastodonParts, 'store'>,
  self: SignedIn,
  form: Parameters,
): Promise<Voice | undefined> {
  const name = (textOf(form['as']) ?? '').toLowerCase();
  if (name === '' || name === self.name) return { account: self };
  if (!publishedBy(self).includes(name)) return undefined;
  const account = await store.accounts.byName(name);
  return account && { account: { ...account, jti: self.jti }, by: self };
}

/** Names of the accounts that somebody publishes for. */
export function publishedBy({ roles }: Pick<Account, 'roles'>): string[] {
  return roles.flatMap((role) => (role.startsWith('publisher:') ? [role.slice('publisher:'.length)] : []));
}

/** Whether posts of an account are somebody's to change: they are theirs, or of an account that they publish for. */
export function speaksFor(self: Account, actor: string): boolean {
  const accounts = self.actorId.slice(0, self.actorId.lastIndexOf('/') + 1);
  return actor === self.actorId || publishedBy(self).some((name) => actor === accounts + name);
}

export const notTheirs = 'You do not publish for that account';
