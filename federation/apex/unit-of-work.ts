import { AsyncLocalStorage } from 'node:async_hooks';
import type { Change, Commits, Node } from '../ports/index.ts';

/** In whose name a write happens. A remote one may write only what lives on its own origin (apex.md §6.2). */
export type Principal =
  | { readonly kind: 'local'; readonly actor: string }
  | { readonly kind: 'remote'; readonly actor: string; readonly origin: string };

/** Changes that apex and Portico make while handling one submission, seen by their own reads before they are durable. */
export class UnitOfWork {
  readonly changes: Change[];
  readonly objects: Map<string, Node>;
  readonly activities: Map<string, Node | undefined>;
  readonly memberships: Map<string, Set<string>>;
  readonly principal: Principal;

  /** Within an outer unit of work it is the same work in another's name: what the server answers to a remote act. */
  constructor(principal: Principal, outer?: UnitOfWork) {
    this.principal = principal;
    this.changes = outer?.changes ?? [];
    this.objects = outer?.objects ?? new Map();
    this.activities = outer?.activities ?? new Map();
    this.memberships = outer?.memberships ?? new Map();
  }

  add(...changes: Change[]): void {
    this.changes.push(...changes);
  }
}

const current = new AsyncLocalStorage<UnitOfWork>();

export function unitOfWork(): UnitOfWork | undefined {
  return current.getStore();
}

/**
 * Runs `work` and commits its changes in one transaction; when it throws, nothing is written. Inside another unit of
 * work it joins that one, which commits for both.
 */
export async function withUnitOfWork<T>(
  commits: Commits,
  principal: Principal,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  const outer = current.getStore();
  const unit = new UnitOfWork(principal, outer);
  const result = await current.run(unit, () => work(unit));
  if (!outer && unit.changes.length > 0) await commits.commit(unit.changes);
  return result;
}
