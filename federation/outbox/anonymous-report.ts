import type { Json } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { Account, Accounts } from '../ports/index.ts';
import type { Submission } from './submission.ts';

/**
 * A report to another server's moderators goes in the name of the server, which its people share: whoever is reported is
 * not told by whom. It names the things of that server alone. Policies look at it as at anything that its author says.
 */
export async function anonymousReport(
  { accounts, addresses }: { readonly accounts: Accounts; readonly addresses: Addresses },
  submission: Submission,
  instanceName: string,
): Promise<Submission> {
  const { account, document } = submission;
  const instance = document['type'] === 'Flag' ? await accounts.byName(instanceName) : undefined;
  if (!instance || account.name === instanceName) return submission;
  const named = [document['object'] ?? []].flat().flatMap((item) => iriOf(item) ?? []);
  const object = named.filter((iri) => !addresses.isLocal(iri));
  if (object.length === 0) return submission;
  return {
    ...submission,
    account: instance,
    sentBy: submission.sentBy ?? account.actorId,
    speakerRoles: rolesOf(account, submission),
    document: { ...document, object },
  };
}

function rolesOf(account: Account, { speakerRoles = [] }: Submission): string[] {
  return [...new Set([...account.roles, account.kind, ...speakerRoles])];
}

function iriOf(item: Json): string | undefined {
  if (typeof item === 'string') return item;
  const id = typeof item === 'object' && item !== null && !Array.isArray(item) ? item['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
