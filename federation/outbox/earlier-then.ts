import type { Earlier, Field, JsonObject, OutsideZone } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { Activities, Decision, Objects, Releases } from '../ports/index.ts';
import { earlierWithin, mostActivities, mostAncestors, mostPosts, proseOf, zonesHeard } from './earlier.ts';

/** An activity that left, with the object that it brought, as it was said then. */
interface Said {
  readonly activity: string;
  readonly zone: OutsideZone;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of a post or an edit. */
  readonly object?: JsonObject;
  /** Read when it is first asked for. */
  prose?: readonly Field[];
}

interface Parent {
  readonly author: string | undefined;
  readonly parent: string | undefined;
}

export interface EarlierThenParts {
  readonly objects: Objects;
  readonly activities: Activities;
  readonly releases: Releases;
}

const mostParents = 10_000;

/**
 * What `earlierThan` found for each crossing of a history that is read from its beginning on: what stands of the author's
 * posts of the hour before, of what they say further up in the thread, and the text that an edit replaced.
 */
export class EarlierThen {
  readonly #parts: EarlierThenParts;
  readonly #authors = new Map<string, Said[]>();
  readonly #parents = new Map<string, Parent>();

  constructor(parts: EarlierThenParts) {
    this.#parts = parts;
  }

  /** Of a crossing that was decided with that, in the order of the decisions. */
  async before({ activity, actor, zone, activityType, decidedAt }: Decision, object?: JsonObject): Promise<Earlier> {
    if (!object || (activityType !== 'Create' && activityType !== 'Update')) return [];
    const said = this.#authors.get(actor) ?? [];
    // What partners get of a post that others get too is decided by itself.
    if (said.some((one) => one.activity === activity && one.zone !== zone)) return [];
    const id = String(object['id']);
    // A thing stands where it is met first, with what was said of it last.
    const texts = new Map<string, readonly Field[]>();
    for (const [ancestor, text] of await this.#ancestors(object, actor, zone)) texts.set(ancestor, text);
    for (const one of latest(said, zone, decidedAt).toReversed()) texts.set(String(one.object?.['id']), proseSaid(one));
    if (activityType === 'Update') texts.set(id, await this.#replaced(activity, actor, id, zone));
    return [...texts.values()].filter(({ length }) => length > 0);
  }

  /** Takes note of something that left. */
  left({ activity, actor, zone, activityType: type, decidedAt }: Decision, document: JsonObject): void {
    const { published } = document;
    const at = typeof published === 'string' ? Date.parse(published) : decidedAt;
    const object = type === 'Create' || type === 'Update' ? embedded(document) : undefined;
    const said = (this.#authors.get(actor) ?? []).filter((one) => decidedAt - one.at < earlierWithin);
    said.push({ activity, zone, at, ...(object && { object }) });
    this.#authors.set(actor, said);
  }

  /** Forgets what is too long ago for anything from then on. */
  forget(now: number): void {
    for (const [actor, said] of this.#authors) {
      if (!said.some((one) => now - one.at < earlierWithin)) this.#authors.delete(actor);
    }
  }

  async #ancestors(object: JsonObject, actor: string, zone: OutsideZone): Promise<[string, readonly Field[]][]> {
    const own: string[] = [];
    let id = firstString(object['inReplyTo']);
    for (let step = 0; id !== undefined && step < mostAncestors; step++) {
      const known = this.#parents.get(id) ?? (await this.#parent(id));
      if (!known) break;
      if (known.author === actor) own.unshift(id);
      id = known.parent;
    }
    return Promise.all(own.map(async (one) => [one, await this.#heard(one, zone)] as [string, readonly Field[]]));
  }

  async #parent(id: string): Promise<Parent | undefined> {
    const found = await this.#parts.objects.get(id);
    if (!found) return undefined;
    if (this.#parents.size >= mostParents) this.#parents.clear();
    const parent = { author: firstString(found['attributedTo']), parent: firstString(found['inReplyTo']) };
    this.#parents.set(id, parent);
    return parent;
  }

  /** What the author's activity before this one said about the object. */
  async #replaced(activity: string, actor: string, id: string, zone: OutsideZone): Promise<readonly Field[]> {
    const all = await this.#parts.activities.byActorAndObject(actor, id);
    const before = all.slice(0, all.indexOf(activity)).toReversed();
    const texts = await this.#texts(before, zone);
    const said = texts.find(({ type }) => type === 'Create' || type === 'Update');
    const object = said && embedded(said);
    return object ? proseOf(object) : [];
  }

  async #heard(id: string, zone: OutsideZone): Promise<readonly Field[]> {
    const [document] = await this.#texts([id], zone);
    return document ? proseOf(document) : [];
  }

  /** Those that stand, each in the narrowest zone in which readers of `zone` have it. */
  async #texts(ids: readonly string[], zone: OutsideZone): Promise<JsonObject[]> {
    const zones = zonesHeard(zone);
    const asked = ids.flatMap((subject) => zones.map((one) => ({ subject, zone: one })));
    const found = await this.#parts.releases.currentTexts(asked);
    return ids.flatMap((_, at) => {
      const shown = found.slice(at * zones.length, (at + 1) * zones.length).find((one) => one !== undefined);
      return shown ? [JSON.parse(shown.text) as JsonObject] : [];
    });
  }
}

function embedded({ object }: JsonObject): JsonObject | undefined {
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined;
}

/** Posts that readers of a zone have, newest first. */
function latest(said: readonly Said[], zone: OutsideZone, at: number): Said[] {
  const zones = zonesHeard(zone);
  const heard = said.filter((one) => zones.includes(one.zone));
  const activities = [...new Map(heard.map((one) => [one.activity, one])).values()].slice(-mostActivities);
  const posts = activities.filter((one) => one.object && at - one.at < earlierWithin);
  return posts.slice(-mostPosts).toReversed();
}

function proseSaid(said: Said): readonly Field[] {
  said.prose ??= said.object ? proseOf(said.object) : [];
  return said.prose;
}
