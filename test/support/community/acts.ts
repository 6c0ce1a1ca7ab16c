import { type Context, type Federation, signRequest } from '@fedify/fedify';
import {
  type Activity,
  type Actor,
  Announce,
  Create,
  Delete,
  Follow,
  isActor,
  Like,
  Mention,
  Note,
  PUBLIC_COLLECTION,
  type Recipient,
  Tombstone,
  Undo,
} from '@fedify/fedify/vocab';
import type { Command, Fetched, NewNote, Outcome } from './command.ts';
import type { Arrival } from './federation.ts';
import { actorIdOfHandle } from './handle.ts';
import type { People } from './people.ts';

type Ctx = Context<Arrival>;

/** Carries out what members do towards other servers, with Fedify's own signing and delivery. */
export class Acts {
  readonly #people: People;
  readonly #ctx: Ctx;
  /** Who was sent an activity, by its id. */
  readonly #reached = new Map<string, readonly Recipient[]>();

  constructor(people: People, federation: Federation<Arrival>, origin: string) {
    this.#people = people;
    this.#ctx = federation.createContext(new URL(origin), {});
  }

  /** Rejects with Fedify's words where a remote server refuses or can't be reached. */
  async run(command: Command): Promise<Outcome> {
    switch (command.do) {
      case 'join':
        await this.#people.add(command.person);
        return { id: this.#ctx.getActorUri(command.person).href };
      case 'follow':
        return this.#follow(command.person, command.target);
      case 'like':
        return this.#react(command.person, command.object, (ids) => new Like(ids));
      case 'announce':
        return this.#react(command.person, command.object, (ids) => new Announce({ ...ids, to: PUBLIC_COLLECTION }));
      case 'note':
        return this.#note(command.person, command.note);
      case 'undo':
        return this.#undo(command.person, command.activity);
      case 'delete':
        return this.#delete(command.person, command.object);
      case 'fetch':
        return { id: command.url, fetched: await this.#fetch(command.url, command.as, command.accept) };
    }
  }

  async #follow(person: string, target: string): Promise<Outcome> {
    const actor = await this.#actor(target);
    const follow = new Follow({ id: this.#newId(person, 'follows'), actor: this.#id(person), object: actor.id });
    return this.#send(person, [actor], follow, actor.id?.href);
  }

  async #react(
    person: string,
    object: string,
    make: (ids: { id: URL; actor: URL; object: URL }) => Like | Announce,
  ): Promise<Outcome> {
    const author = await this.#authorOf(object);
    const activity = make({ id: this.#newId(person, 'acts'), actor: this.#id(person), object: new URL(object) });
    return this.#send(person, [author, ...this.#followers(person)], activity, object);
  }

  async #note(person: string, { content, inReplyTo, audience, mentions }: NewNote): Promise<Outcome> {
    const key = crypto.randomUUID();
    const id = this.#ctx.getObjectUri(Note, { key });
    const recipients = await Promise.all(mentions.map((mention) => this.#actor(mention)));
    if (inReplyTo) recipients.push(await this.#authorOf(inReplyTo));
    const named = recipients.flatMap((recipient) => (recipient.id ? [recipient.id] : []));
    const audiences = audience === 'public' ? { to: PUBLIC_COLLECTION, ccs: named } : { tos: named };
    const note = new Note({
      id,
      attribution: this.#id(person),
      content,
      ...audiences,
      ...(inReplyTo ? { replyTarget: new URL(inReplyTo) } : {}),
      tags: named.map((href) => new Mention({ href, name: href.pathname.split('/').at(-1) ?? '' })),
    });
    this.#people.notes.set(key, note);
    const create = new Create({ id: new URL('#create', id), actor: this.#id(person), object: note, ...audiences });
    const others = audience === 'public' ? this.#followers(person) : [];
    return this.#send(person, [...recipients, ...others], create, id.href);
  }

  async #undo(person: string, activityId: string): Promise<Outcome> {
    const activity = this.#people.sent.get(activityId);
    if (!activity) throw new Error(`\`${person}\` never sent ${activityId}`);
    const undo = new Undo({ id: this.#newId(person, 'undos'), actor: this.#id(person), object: activity });
    return this.#send(person, this.#reached.get(activityId) ?? [], undo, activityId);
  }

  async #delete(person: string, object: string): Promise<Outcome> {
    const remove = new Delete({
      id: this.#newId(person, 'deletes'),
      actor: this.#id(person),
      object: new Tombstone({ id: new URL(object) }),
      to: PUBLIC_COLLECTION,
    });
    this.#people.notes.delete(object.split('/').at(-1) ?? '');
    const reached = this.#reached.get(new URL('#create', object).href) ?? [];
    return this.#send(person, [...reached], remove, object);
  }

  async #send(person: string, recipients: readonly Recipient[], activity: Activity, object?: string): Promise<Outcome> {
    const id = activity.id?.href ?? '';
    this.#people.sent.set(id, activity);
    this.#reached.set(id, recipients);
    await this.#ctx.sendActivity({ identifier: person }, [...recipients], activity, { preferSharedInbox: true });
    return { id, ...(object === undefined ? {} : { object }) };
  }

  #id(person: string): URL {
    this.#people.get(person);
    return this.#ctx.getActorUri(person);
  }

  #newId(person: string, kind: string): URL {
    return new URL(`#${kind}/${crypto.randomUUID()}`, this.#id(person));
  }

  #followers(person: string): Recipient[] {
    return [...this.#people.get(person).followers.values()];
  }

  async #actor(target: string): Promise<Actor> {
    const id = target.startsWith('@') ? await actorIdOfHandle(target) : target;
    const actor = await this.#ctx.lookupObject(id);
    if (!isActor(actor)) throw new Error(`nothing that Fedify takes for an actor at ${id}`);
    return actor;
  }

  async #authorOf(object: string): Promise<Actor> {
    const found = await this.#ctx.lookupObject(object);
    if (!found?.attributionId) throw new Error(`no post with an author at ${object}`);
    return this.#actor(found.attributionId.href);
  }

  async #fetch(url: string, as?: string, accept = 'application/activity+json'): Promise<Fetched> {
    const request = new Request(url, { headers: { accept }, redirect: 'manual' });
    const response = await fetch(as === undefined ? request : await this.#signed(request, as));
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  }

  async #signed(request: Request, person: string): Promise<Request> {
    const [key] = await this.#ctx.getActorKeyPairs(person);
    if (!key) throw new Error(`\`${person}\` has no key`);
    return signRequest(request, this.#people.get(person).keys.privateKey, key.keyId);
  }
}
