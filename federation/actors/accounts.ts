import type { Gate, Verdict } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { renderOutside } from '../outbox/render.ts';
import type { Account, AccountKind, Accounts, Change, Commits, Objects, Releases } from '../ports/index.ts';
import { actorDocument } from './document.ts';
import { makeKeys } from './new-keys.ts';

export interface AccountRequest {
  readonly name: string;
  readonly kind: AccountKind;
  readonly display?: string;
  readonly roles: readonly string[];
}

export type AddOutcome =
  | { readonly kind: 'added'; readonly account: Account; readonly verdict: Verdict }
  | { readonly kind: 'exists' }
  | { readonly kind: 'invalid'; readonly reason: string }
  /** A policy stops the profile from being shown outside. */
  | { readonly kind: 'stopped'; readonly verdict: Verdict };

export interface AccountsParts {
  readonly apex: Apex;
  readonly gate: Gate;
  readonly addresses: Addresses;
  readonly accounts: Accounts;
  readonly objects: Objects;
  readonly releases: Releases;
  readonly commits: Commits;
  readonly sealKey: (pkcs8: Uint8Array, keyId: string) => Uint8Array;
  readonly clock: () => number;
}

/** Letters, digits and underscores inside, dots and dashes between: what Mastodon-style servers take as a user name. */
const namePattern = /^[a-z0-9_](?:[a-z0-9_.-]{0,28}[a-z0-9_])?$/;

/** Adds an account with its actor, key and, when the gate lets it, the profile that outsiders see. */
export async function addAccount(parts: AccountsParts, request: AccountRequest): Promise<AddOutcome> {
  const name = request.name.toLowerCase();
  if (!namePattern.test(name)) {
    return {
      kind: 'invalid',
      reason: `\`${request.name}\` can't be a user name: use up to 30 letters, digits, \`_\`, and \`.\` or \`-\` inside`,
    };
  }
  if (await parts.accounts.byName(name)) return { kind: 'exists' };
  const { publicKeyPem, pkcs8 } = await makeKeys();
  const display = request.display ?? request.name;
  const document = actorDocument({ origin: parts.addresses.origin, name, kind: request.kind, display, publicKeyPem });
  const node = await parts.apex.fromJSONLD(document);
  const account: Account = {
    name,
    actorId: parts.addresses.actor(name),
    kind: request.kind,
    display,
    roles: request.roles,
    createdAt: parts.clock(),
  };
  const profile = await releaseProfile(parts, account, node);
  if (profile.kind === 'stopped' && profile.cause === 'policy') return { kind: 'stopped', verdict: profile.verdict };
  const keyId = `${account.actorId}#main-key`;
  const sealedPrivateKey = parts.sealKey(pkcs8, keyId);
  await parts.commits.commit([
    { change: 'account.put', account },
    { change: 'key.put', key: { keyId, actorId: account.actorId, publicKeyPem, sealedPrivateKey } },
    { change: 'object.insert', node },
    ...(profile.kind === 'released' ? profile.changes : []),
  ]);
  return { kind: 'added', account, verdict: profile.verdict };
}

/** Releases the profiles that could not be decided when they were made; for start-up and after a policy set came in force. */
export async function releaseMissingProfiles(parts: AccountsParts): Promise<void> {
  for (const account of await parts.accounts.all()) {
    if (await parts.releases.current(account.actorId, 'public')) continue;
    const node = await parts.objects.get(account.actorId);
    if (!node) continue;
    const profile = await releaseProfile(parts, account, node as ApexNode);
    if (profile.kind === 'released') await parts.commits.commit(profile.changes);
  }
}

type Profile =
  | { readonly kind: 'released'; readonly verdict: Verdict; readonly changes: Change[] }
  | { readonly kind: 'stopped'; readonly verdict: Verdict; readonly cause: string };

async function releaseProfile(parts: AccountsParts, account: Account, node: ApexNode): Promise<Profile> {
  const document = await renderOutside(parts.apex, node, parts.addresses.origin);
  const outcome = parts.gate.decide({
    document,
    subject: account.actorId,
    crossing: {
      zone: 'public',
      actor: account.actorId,
      roles: [...account.roles, account.kind],
      activity: 'Read',
      domains: [],
      at: parts.clock(),
    },
  });
  if (outcome.kind === 'stopped') return { kind: 'stopped', verdict: outcome.verdict, cause: outcome.cause };
  const release = parts.gate.seal(outcome.release);
  return { kind: 'released', verdict: outcome.verdict, changes: [{ change: 'release.put', release }] };
}
