import type { Json, JsonObject } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import { backfillLimits } from '../limits.ts';
import type { Peers } from '../peers.ts';
import type { Commits, Node, Retractions } from '../ports/index.ts';
import { readRemoteCollection } from '../remote-collection.ts';
import type { Fetched, Wire } from '../wire/index.ts';
import { canonicalHost, canonicalOrigin } from '../wire/origins.ts';
import type { Allowance } from './allowance.ts';
import { type FoundPost, type PostParts, readPost } from './post.ts';

export interface ConversationParts extends PostParts {
  readonly wire: Pick<Wire, 'fetchDocument'>;
  readonly peers: Peers;
  readonly retractions: Retractions;
  /** Signs the fetches. */
  readonly instanceActor: string;
}

interface Post {
  readonly id: string;
  readonly document: JsonObject;
}

/**
 * Completes the conversation around one post of another server: what it answers, what was answered to it, and what the
 * collection of the conversation lists (FEP-7888). A collection is only a hint where to ask: a post is taken from its own
 * id, and only where it answers a post of this conversation.
 */
export class Backfill {
  readonly #parts: ConversationParts;
  readonly #commits: Commits;
  readonly #allowance: Allowance;
  readonly #signal: AbortSignal;
  /** Posts that belong here, ours among them. */
  readonly #within = new Set<string>();
  readonly #asked = new Set<string>();
  /** Fetched, and in want of what they answer. */
  readonly #loose = new Map<string, FoundPost & Post>();
  #kept = 0;

  constructor(parts: ConversationParts, commits: Commits, allowance: Allowance, signal: AbortSignal) {
    this.#parts = parts;
    this.#commits = commits;
    this.#allowance = allowance;
    this.#signal = signal;
  }

  /** Resolves to how many posts were added. */
  async around(postId: string): Promise<number> {
    const root = await this.#fetch(postId);
    if (!root) return 0;
    this.#within.add(postId);
    await this.#ancestorsOf(root);
    await this.#below([{ id: postId, document: root }]);
    await this.#listed(root);
    return this.#kept;
  }

  /** Upwards nothing vouches for a post but the one below it, which names it. */
  async #ancestorsOf(document: JsonObject): Promise<void> {
    let id = addressOf(document['inReplyTo']);
    for (let step = 0; id !== undefined && step < backfillLimits.ancestors && !this.#within.has(id); step++) {
      this.#within.add(id);
      const known: Node | undefined = await this.#parts.store.getObject(id);
      if (known) {
        id = firstString(known['inReplyTo']);
        continue;
      }
      const found = await this.#post(id);
      if (!found || !(await this.#keep(found))) return;
      id = firstString(found.node['inReplyTo']);
    }
  }

  /** Breadth first: what stands nearest to the post that is looked at comes first. */
  async #below(posts: readonly Post[]): Promise<void> {
    let layer = posts;
    for (let depth = 0; layer.length > 0 && depth < backfillLimits.depth; depth++) {
      const next: Post[] = [];
      for (const { id, document } of layer) {
        for (const item of await this.#items(document['replies'], id)) next.push(...(await this.#take(item)));
      }
      layer = next;
    }
  }

  /** The conversation as its own server lists it: what hangs together with what is here already is taken. */
  async #listed({ context }: JsonObject): Promise<void> {
    const place = addressOf(context);
    if (place === undefined || this.#parts.addresses.isLocal(place)) return;
    for (const item of await this.#items(place, place)) await this.#take(item);
  }

  async #items(place: Json | undefined, owner: string): Promise<readonly Json[]> {
    const origin = canonicalOrigin(owner);
    if (origin === undefined || (typeof place !== 'string' && !isObject(place))) return [];
    const bounds = { fetches: backfillLimits.pages, items: backfillLimits.items };
    const wire = { fetchDocument: (url: string) => this.#counted(url) };
    const found = await readRemoteCollection({ wire, as: this.#parts.instanceActor }, place, origin, bounds);
    return found?.items ?? [];
  }

  /** Takes an item in, with whatever waited for it; gives what is there from here on. */
  async #take(item: Json): Promise<Post[]> {
    const id = addressOf(item);
    if (id === undefined || this.#asked.has(id) || this.#within.has(id)) return [];
    if (this.#parts.addresses.isLocal(id)) return [];
    const known = await this.#parts.store.getObject(id);
    if (known) {
      if (this.#belongs(known)) this.#within.add(id);
      return this.#tieUp();
    }
    const found = await this.#post(id);
    if (found) this.#loose.set(id, found);
    return this.#tieUp();
  }

  /** Keeps what answers a post of the conversation, until nothing more does. */
  async #tieUp(): Promise<Post[]> {
    const tied: Post[] = [];
    for (let more = true; more; ) {
      more = false;
      for (const [id, found] of this.#loose) {
        if (!this.#belongs(found.node)) continue;
        this.#loose.delete(id);
        if (!(await this.#keep(found))) continue;
        this.#within.add(id);
        tied.push(found);
        more = true;
      }
    }
    return tied;
  }

  /** Whoever answers a post of ours tells us: nobody else's list says who did. */
  #belongs(post: Node): boolean {
    const answered = firstString(post['inReplyTo']);
    return answered !== undefined && this.#within.has(answered) && !this.#parts.addresses.isLocal(answered);
  }

  async #post(id: string): Promise<(FoundPost & Post) | undefined> {
    this.#asked.add(id);
    const document = await this.#fetch(id);
    const found = document && (await readPost(this.#parts, document));
    return found && document ? { ...found, id, document } : undefined;
  }

  /** Its author is there beside it, or it is not kept; what its author took back before stays away. */
  async #keep({ node, author }: FoundPost): Promise<boolean> {
    const { peers, retractions, store } = this.#parts;
    if (this.#signal.aborted || !peers.opensFor(author, 'hear')) return false;
    if ((await retractions.among(author, [node.id])).length > 0) return false;
    const stranger = (await store.getObject(author)) === undefined;
    if (stranger && !this.#allowance.takeFetch(author)) return false;
    const principal = { kind: 'remote', actor: author, origin: new URL(author).origin } as const;
    const saved = await withUnitOfWork(this.#commits, principal, async () => {
      if ((await peers.actor(author))?.id !== author) return false;
      return store.saveObject(node);
    });
    if (saved) this.#kept += 1;
    return saved;
  }

  async #fetch(id: string): Promise<JsonObject | undefined> {
    const fetched = await this.#counted(id);
    return fetched.kind === 'document' && fetched.document['id'] === id ? fetched.document : undefined;
  }

  async #counted(url: string): Promise<Fetched> {
    const host = canonicalHost(url);
    const asks = host !== undefined && this.#parts.peers.opens(host, 'fetch') && !this.#signal.aborted;
    if (!asks || !this.#allowance.takeFetch(url)) return { kind: 'refused', reason: 'not asked for' };
    const fetched = await this.#parts.wire.fetchDocument(url, { as: this.#parts.instanceActor });
    if (fetched.kind === 'document') this.#allowance.spend(JSON.stringify(fetched.document).length);
    return fetched;
  }
}

function addressOf(value: Json | undefined): string | undefined {
  const [first] = [value].flat();
  const id = isObject(first) ? first['id'] : first;
  return typeof id === 'string' && /^https?:/.test(id) && URL.canParse(id) ? id : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
