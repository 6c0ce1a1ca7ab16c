import { type Exchange, type ReadObject, type Received, receivedIn } from './exchange.ts';

interface Waiter {
  readonly check: () => boolean;
  readonly resolve: () => void;
}

/** Everything that ever reached the community, and the waiting for it. */
export class Mailbox {
  readonly #exchanges: Exchange[] = [];
  #waiters: Waiter[] = [];

  add(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    const [done, waiting] = [[] as Waiter[], [] as Waiter[]];
    for (const waiter of this.#waiters) (waiter.check() ? done : waiting).push(waiter);
    this.#waiters = waiting;
    for (const waiter of done) waiter.resolve();
  }

  exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  received(): Received[] {
    return receivedIn(this.#exchanges);
  }

  /** Resolves with the first verified activity that matches; rejects after `timeoutMs`. */
  async until(matches: (received: Received) => boolean, timeoutMs = 10_000): Promise<Received> {
    const find = () => this.received().find(matches);
    await this.#until(() => find() !== undefined, timeoutMs);
    const found = find();
    if (!found) throw new Error('a received activity vanished');
    return found;
  }

  #until(check: () => boolean, timeoutMs: number): Promise<void> {
    if (check()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        check,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        reject(new Error(`the community received nothing of the kind within ${timeoutMs} ms: ${this.#summary()}`));
      }, timeoutMs);
      this.#waiters.push(waiter);
    });
  }

  #summary(): string {
    return this.#exchanges.map((e) => `${e.method} ${e.path} ${e.status} ${e.activity?.type ?? ''}`.trim()).join(', ');
  }
}

/** A remote post as the community knows it after all that it received. */
export interface KnownPost extends ReadObject {
  readonly deleted: boolean;
  /** How many Updates it has seen. */
  readonly edits: number;
}

/** Replays Create, Update and Delete by their author: the posts that the community's members can see. */
export function knownPosts(received: readonly Received[]): Map<string, KnownPost> {
  const posts = new Map<string, KnownPost>();
  for (const { type, object, objectId } of received) {
    const known = objectId === undefined ? undefined : posts.get(objectId);
    if (type === 'Create' && object) posts.set(object.id, { ...object, deleted: false, edits: 0 });
    else if (type === 'Update' && object && known)
      posts.set(object.id, { ...object, deleted: false, edits: known.edits + 1 });
    else if (type === 'Delete' && known) posts.set(known.id, { ...known, deleted: true });
  }
  return posts;
}
