import type { Node } from '../../../federation/ports/index.ts';
import type { AccountEntity } from '../entities/account.ts';
import type { StatusEntity } from '../entities/status.ts';
import type { SignedIn } from '../signed-in.ts';

/** Turns what is stored into what a client of this viewer is shown; what the viewer may not see is left out. */
export interface Presenter {
  accounts(iris: readonly string[]): Promise<AccountEntity[]>;
  account(iri: string): Promise<AccountEntity | undefined>;
  statuses(iris: readonly string[], viewer: SignedIn): Promise<StatusEntity[]>;
  status(iri: string, viewer: SignedIn): Promise<StatusEntity | undefined>;
  /** The object behind a status that the viewer may see: of a boost, the one that it passes on. */
  node(iri: string, viewer: SignedIn): Promise<Node | undefined>;
}
