import type { SignedIn } from '../signed-in.ts';
import { presentAccounts } from './accounts.ts';
import type { PresenterParts } from './parts.ts';
import type { Presenter } from './presenter.ts';
import { presentStatuses } from './statuses.ts';
import { findMany } from './visible.ts';

export function createPresenter(parts: PresenterParts): Presenter {
  const accounts = (iris: readonly string[]) => presentAccounts(parts, iris);
  const statuses = (iris: readonly string[], viewer: SignedIn) => presentStatuses(parts, iris, viewer);
  return {
    accounts,
    account: async (iri) => (await accounts([iri]))[0],
    statuses,
    status: async (iri, viewer) => (await statuses([iri], viewer))[0],
    node: async (iri, viewer) => (await findMany(parts, [iri], viewer))[0]?.node,
  };
}
