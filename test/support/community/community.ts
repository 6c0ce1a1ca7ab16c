import type { Command, Fetched, NewNote, Outcome } from './command.ts';
import type { Exchange, Received } from './exchange.ts';
import { type KnownPost, knownPosts, Mailbox } from './mailbox.ts';
import { spawnCommunity } from './process.ts';
import { CommunityServer } from './server.ts';

/** A running community server, in this process or another. */
export interface Host {
  readonly origin: string;
  run(command: Command): Promise<Outcome>;
  stop(): Promise<void>;
}

/**
 * The outside: a community on another implementation, seen and steered from a test.
 *
 * ```ts
 * await using outside = await OutsideCommunity.start();
 * const ada = await outside.person('ada');
 * await ada.follow('@press@127.0.0.1:3000');
 * await outside.until((received) => received.type === 'Accept');
 * ```
 */
export class OutsideCommunity {
  readonly #host: Host;
  readonly #mailbox: Mailbox;

  private constructor(host: Host, mailbox: Mailbox) {
    this.#host = host;
    this.#mailbox = mailbox;
  }

  /** In this process: quick to start, shares the event loop with the test. */
  static async start(options: { port?: number } = {}): Promise<OutsideCommunity> {
    const mailbox = new Mailbox();
    return new OutsideCommunity(
      await CommunityServer.start((exchange) => mailbox.add(exchange), options.port),
      mailbox,
    );
  }

  /** In a process of its own. */
  static async spawn(options: { port?: number } = {}): Promise<OutsideCommunity> {
    const mailbox = new Mailbox();
    return new OutsideCommunity(await spawnCommunity((exchange) => mailbox.add(exchange), options.port), mailbox);
  }

  get origin(): string {
    return this.#host.origin;
  }

  /** A member; joins where the name isn't known yet. */
  async person(name: string): Promise<OutsidePerson> {
    const { id } = await this.#host.run({ do: 'join', person: name });
    return new OutsidePerson(this.#host, name, id);
  }

  /** Every request that reached the socket, refused ones too, oldest first. */
  exchanges(): readonly Exchange[] {
    return this.#mailbox.exchanges();
  }

  /** The verified activities, oldest first. */
  received(): Received[] {
    return this.#mailbox.received();
  }

  /** Remote posts as members see them after all that was received, by id. */
  posts(): Map<string, KnownPost> {
    return knownPosts(this.received());
  }

  /** Resolves with the first verified activity, past or future, that matches; rejects after `timeoutMs`. */
  until(matches: (received: Received) => boolean, timeoutMs?: number): Promise<Received> {
    return this.#mailbox.until(matches, timeoutMs);
  }

  /** An unsigned GET; redirects are not followed. */
  get(url: string, accept?: string): Promise<Fetched> {
    return fetchThrough(this.#host, { do: 'fetch', url, ...(accept === undefined ? {} : { accept }) });
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** A member of the community. Every act resolves after the other servers have answered. */
export class OutsidePerson {
  readonly name: string;
  /** Actor id. */
  readonly id: string;
  readonly #host: Host;

  constructor(host: Host, name: string, id: string) {
    this.#host = host;
    this.name = name;
    this.id = id;
  }

  get handle(): string {
    return `@${this.name}@${new URL(this.id).host}`;
  }

  /** `target` is an actor id or a handle, `@name@host`. */
  follow(target: string): Promise<Outcome> {
    return this.#host.run({ do: 'follow', person: this.name, target });
  }

  like(object: string): Promise<Outcome> {
    return this.#host.run({ do: 'like', person: this.name, object });
  }

  announce(object: string): Promise<Outcome> {
    return this.#host.run({ do: 'announce', person: this.name, object });
  }

  note(content: string, options: Partial<Omit<NewNote, 'content'>> = {}): Promise<Outcome> {
    const note: NewNote = { audience: 'public', mentions: [], ...options, content };
    return this.#host.run({ do: 'note', person: this.name, note });
  }

  reply(inReplyTo: string, content: string): Promise<Outcome> {
    return this.note(content, { inReplyTo });
  }

  /** `activity` is the id of something this person sent. */
  undo(activity: string): Promise<Outcome> {
    return this.#host.run({ do: 'undo', person: this.name, activity });
  }

  delete(object: string): Promise<Outcome> {
    return this.#host.run({ do: 'delete', person: this.name, object });
  }

  /** A GET signed with this person's key; redirects are not followed. */
  get(url: string, accept?: string): Promise<Fetched> {
    return fetchThrough(this.#host, {
      do: 'fetch',
      url,
      as: this.name,
      ...(accept === undefined ? {} : { accept }),
    });
  }
}

async function fetchThrough(host: Host, command: Command): Promise<Fetched> {
  const { fetched } = await host.run(command);
  if (!fetched) throw new Error('a fetch gave no answer');
  return fetched;
}
