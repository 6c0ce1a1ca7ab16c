import type { JsonObject } from '../../policies/index.ts';
import { type Addresses, addresseesOf, firstString, isPublicAddress } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import type { Account } from '../ports/index.ts';

export interface QuoteAsking {
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly say: (account: Account, document: JsonObject) => Promise<unknown>;
}

/**
 * Asks an outsider whose post somebody here quotes in public for their stamp (FEP-044f). A quote that stays inside, or
 * goes to a few, tells its author nothing.
 */
export async function askToQuote(
  { store, addresses, say }: QuoteAsking,
  activity: ApexNode,
  account: Account,
): Promise<void> {
  const [object] = (activity['object'] ?? []) as ApexNode[];
  const quoted = activity.type === 'Create' && typeof object === 'object' ? firstString(object['quote']) : undefined;
  if (!object || quoted === undefined || addresses.isLocal(quoted)) return;
  if (!addresseesOf(activity).some(isPublicAddress)) return;
  const author = firstString((await store.getObject(quoted))?.['attributedTo']);
  if (author === undefined) return;
  await say(account, { type: 'QuoteRequest', object: quoted, instrument: object.id, to: [author] });
}
