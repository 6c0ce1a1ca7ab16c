import type { Account } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import type { ClientData, ServerCommits } from '../ports/index.ts';
import type { Visibility } from './nodes.ts';
import type { QuotePolicy } from './quotes/approval.ts';

/** What somebody has chosen for their own posts and texts. */
export interface Preferences {
  readonly privacy: Exclude<Visibility, 'direct'>;
  readonly sensitive: boolean;
  /** BCP 47; empty where none was chosen. */
  readonly language: string;
  /** Who may quote; absent where it was never chosen: colleagues, and nobody else. */
  readonly quotes?: QuotePolicy | undefined;
}

/** A new employee's posts stay among colleagues (DESIGN.md §4). */
const usual: Preferences = { privacy: 'private', sensitive: false, language: '' };
const kind = 'preferences';

export async function preferencesOf(clientData: ClientData, { actorId }: Account): Promise<Preferences> {
  const stored = await clientData.get(actorId, kind, 'posting');
  return { ...usual, ...(stored as Partial<Preferences> | undefined) };
}

export async function savePreferences(
  commits: ServerCommits,
  { actorId }: Account,
  preferences: Preferences,
): Promise<void> {
  const { quotes, ...others } = preferences;
  const value: JsonObject = { ...others, ...(quotes !== undefined && { quotes }) };
  await commits.commit([{ change: 'clientData.put', owner: actorId, kind, key: 'posting', value }]);
}
