/**
 * Other roles for an account. The whole commit fails with `StaleFence` where its roles are not `before` any more, or where
 * the account `by`, where one is named, has not (any more) the role that it acts by.
 */
export interface AccountRolesChange {
  readonly change: 'account.roles';
  /** Actor IRI of the account. */
  readonly actorId: string;
  readonly before: readonly string[];
  readonly roles: readonly string[];
  readonly by?: { readonly actorId: string; readonly role: string };
}
