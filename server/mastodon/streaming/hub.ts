import type { Signals } from '../../../federation/ports/index.ts';
import type { ListingEntry, Listings } from '../../ports/index.ts';
import { firstAt } from '../snowflakes.ts';
import { journal, toldForMs } from './journal.ts';

/** One stream of one client: what it is told of, and how. */
export interface Subscriber {
  readonly actorId: string;
  /** Of the token that opened it. */
  readonly jti: string;
  /** Listings whose newcomers it shows. */
  readonly listings: readonly string[];
  /** Anything but newcomers: notifications, edits, deletions. */
  tell(entry: ListingEntry): void;
  beat(): void;
  end(): void;
}

/** Everyone of this process to whom one newcomer is shown, with the listing that it came into. */
export interface Newcomer<S extends Subscriber> {
  readonly item: string;
  readonly to: readonly { readonly subscriber: S; readonly listing: string }[];
}

export interface HubParts<S extends Subscriber> {
  readonly signals: Signals;
  readonly listings: Listings;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly show: (newcomer: Newcomer<S>) => Promise<void>;
}

const beatEveryMs = 15_000;
/** A signal may be lost with the process that raised it. */
const lookEveryMs = 500;
/** Clients open a stream anew when theirs ends, and their token is looked at anew. */
const longestMs = 24 * 60 * 60 * 1000;
const atOnce = 500;

/** The open streams of this process, and one look for all of them at what happened anywhere on the store. */
export class StreamHub<S extends Subscriber> implements AsyncDisposable {
  readonly #parts: HubParts<S>;
  /** With the time when each was opened. */
  readonly #open = new Map<S, number>();
  readonly #byListing = new Map<string, Set<S>>();
  #told = new Set<string>();
  /** Listings in which an item was shown already, for the items of late. */
  #shown = new Map<string, Set<string>>();
  #looking: Promise<void> | undefined;
  #again = false;
  #watch: Promise<AsyncDisposable> | undefined;
  #timers: NodeJS.Timeout[] = [];

  constructor(parts: HubParts<S>) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#open.size;
  }

  /** How many streams a person has open here. */
  countOf(actorId: string): number {
    return [...this.#open.keys()].filter((subscriber) => subscriber.actorId === actorId).length;
  }

  /** Resolves when everything that happens from here on will be told. */
  async add(subscriber: S): Promise<void> {
    await this.#start();
    this.#open.set(subscriber, this.#parts.clock());
    for (const listing of subscriber.listings) {
      const subscribers = this.#byListing.get(listing) ?? new Set<S>();
      this.#byListing.set(listing, subscribers.add(subscriber));
    }
  }

  remove(subscriber: S): void {
    this.#open.delete(subscriber);
    for (const listing of subscriber.listings) {
      const subscribers = this.#byListing.get(listing);
      subscribers?.delete(subscriber);
      if (subscribers?.size === 0) this.#byListing.delete(listing);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const subscriber of [...this.#open.keys()]) this.#end(subscriber);
    await (await this.#watch)?.[Symbol.asyncDispose]();
    await this.#looking;
  }

  async #start(): Promise<void> {
    if (this.#watch === undefined) {
      this.#watch = this.#parts.signals.watch(({ topic }) => {
        if (topic === 'streams') this.#look();
      });
      this.#timers = [
        setInterval(() => this.#look(), lookEveryMs).unref(),
        setInterval(() => this.#beat(), beatEveryMs).unref(),
      ];
      // What happened before anybody listened is nobody's news.
      this.#told = new Set((await this.#recent()).map(({ item }) => item));
    }
    await this.#watch;
  }

  #look(): void {
    if (this.#looking !== undefined) {
      this.#again = true;
      return;
    }
    if (this.#open.size === 0) return;
    // A store that can't be read has nothing to tell; the next look may.
    this.#looking = this.#tellNews()
      .catch(() => undefined)
      .finally(() => {
        this.#looking = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.#look();
      });
  }

  async #tellNews(): Promise<void> {
    const recent = await this.#recent();
    const news = recent.filter(({ item }) => !this.#told.has(item));
    this.#told = new Set(recent.map(({ item }) => item));
    for (const entry of news) await this.#tell(entry);
    const items = new Set(recent.map(({ about }) => about));
    this.#shown = new Map([...this.#shown].filter(([item]) => items.has(item)));
  }

  /** The journal's last seconds, oldest first: places are given before the commit, so a later one may be seen sooner. */
  async #recent(): Promise<ListingEntry[]> {
    const { listings, clock } = this.#parts;
    const recent: ListingEntry[] = [];
    let minId = firstAt(clock() - toldForMs);
    for (;;) {
      const page = (await listings.page(journal, { limit: atOnce, minId })).reverse();
      recent.push(...page);
      const last = page.at(-1);
      if (page.length < atOnce || !last) return recent;
      minId = last.position;
    }
  }

  async #tell(entry: ListingEntry): Promise<void> {
    const { kind, about, by } = entry;
    if (kind === 'update') return about === undefined ? undefined : this.#show(about);
    for (const subscriber of [...this.#open.keys()]) {
      if (kind === 'revoked') {
        if (subscriber.jti === about) this.#end(subscriber);
      } else if (by === undefined || by === subscriber.actorId) subscriber.tell(entry);
    }
  }

  async #show(item: string): Promise<void> {
    const known = this.#shown.get(item) ?? new Set();
    this.#shown.set(item, known);
    const asked = [...this.#byListing.keys()].filter((listing) => !known.has(listing));
    const held = await this.#parts.listings.holding(asked.map((listing) => ({ listing, item })));
    const to = held.flatMap(({ listing }) => {
      // A conversation is there before its next post, and is shown again with it.
      if (!listing.startsWith('conversations:')) known.add(listing);
      return [...(this.#byListing.get(listing) ?? [])].map((subscriber) => ({ subscriber, listing }));
    });
    if (to.length > 0) await this.#parts.show({ item, to });
  }

  #beat(): void {
    const old = this.#parts.clock() - longestMs;
    for (const [subscriber, since] of [...this.#open]) {
      if (since < old) this.#end(subscriber);
      else subscriber.beat();
    }
  }

  #end(subscriber: S): void {
    this.remove(subscriber);
    subscriber.end();
  }
}
