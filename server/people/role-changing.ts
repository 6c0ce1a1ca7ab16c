import { randomUUID } from 'node:crypto';
import { type Account, type Accounts, type Act, StaleFence } from '../../federation/ports/index.ts';
import type { ServerChange, ServerCommits } from '../ports/index.ts';
import { isRole, publishedAccount } from './role-names.ts';

export interface RoleRequest {
  /** Of the account whose roles they are. */
  readonly name: string;
  readonly grant: readonly string[];
  readonly take: readonly string[];
  /** Actor IRI of the administrator who does it; the operator of the server where left out. */
  readonly by?: string;
}

export type RoleOutcome =
  | { readonly kind: 'changed'; readonly account: Account }
  | { readonly kind: 'absent' }
  /** `wrong` where it can't ever be done, `conflict` where it can't as things stand. */
  | { readonly kind: 'refused'; readonly cause: 'wrong' | 'conflict'; readonly reason: string };

export interface RoleParts {
  readonly origin: string;
  readonly accounts: Accounts;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Who may what. Roles are looked up for every request, so that a change holds at once, also for open sessions. */
export interface RoleChanging {
  /**
   * Gives and takes roles, and enters each in the ledger. Nobody changes their own: what an administrator may is another
   * one's decision, and so there is always one left. Throws `StoreUnavailable`.
   */
  change(request: RoleRequest): Promise<RoleOutcome>;
}

export function createRoleChanging(parts: RoleParts): RoleChanging {
  return { change: (request) => change(parts, request) };
}

async function change(parts: RoleParts, request: RoleRequest): Promise<RoleOutcome> {
  const account = await parts.accounts.byName(request.name.toLowerCase());
  if (!account) return { kind: 'absent' };
  const wrong = await whyWrong(parts, account, request);
  if (wrong !== undefined) return { kind: 'refused', cause: 'wrong', reason: wrong };
  const granted = [...new Set(request.grant)].filter((role) => !account.roles.includes(role));
  const taken = account.roles.filter((role) => request.take.includes(role));
  if (granted.length + taken.length === 0) return { kind: 'changed', account };
  if (taken.includes('admin') && !(await anotherAdmin(parts, account))) {
    return { kind: 'refused', cause: 'conflict', reason: `\`${account.name}\` is the last administrator` };
  }
  const roles = [...account.roles.filter((role) => !taken.includes(role)), ...granted];
  const acts = [...granted.map((role) => `granted ${role}`), ...taken.map((role) => `took ${role}`)];
  try {
    await parts.commits.commit([
      { change: 'account.roles', actorId: account.actorId, before: account.roles, roles, ...asAdmin(request.by) },
      ...acts.map((outcome) => acted(parts, account, outcome, request.by)),
    ]);
  } catch (error) {
    if (!(error instanceof StaleFence)) throw error;
    return { kind: 'refused', cause: 'conflict', reason: 'roles were changed meanwhile: look at them again' };
  }
  return { kind: 'changed', account: { ...account, roles } };
}

/** What is wrong with a request, however things stand. */
async function whyWrong({ accounts }: RoleParts, account: Account, request: RoleRequest): Promise<string | undefined> {
  if (request.by === account.actorId) return 'another administrator changes your own roles';
  const twice = request.grant.find((role) => request.take.includes(role));
  if (twice !== undefined) return `\`${twice}\` is given and taken at once`;
  for (const role of request.grant) {
    if (!isRole(role)) return `\`${role}\` is not a role`;
    const name = publishedAccount(role);
    // Who could publish for a person would speak as that person.
    const spoken = name === undefined ? undefined : await accounts.byName(name);
    if (name !== undefined && spoken?.kind !== 'corporate' && spoken?.kind !== 'community') {
      return `\`${name}\` is no account of the organisation or of a community`;
    }
  }
  return undefined;
}

async function anotherAdmin({ accounts }: RoleParts, { name }: Account): Promise<boolean> {
  return (await accounts.all()).some((other) => other.name !== name && other.roles.includes('admin'));
}

function asAdmin(by: string | undefined): { readonly by?: { readonly actorId: string; readonly role: string } } {
  return by === undefined ? {} : { by: { actorId: by, role: 'admin' } };
}

function acted({ origin, clock }: RoleParts, { actorId }: Account, outcome: string, by = origin): ServerChange {
  const act: Act = { kind: 'role-change', id: randomUUID(), actor: by, subject: actorId, outcome, at: clock() };
  return { change: 'ledger.append', act };
}
