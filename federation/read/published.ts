import type { JsonObject, Release } from '../../policies/index.ts';
import { addresseesOf, firstString, isPublicAddress } from '../addressing.ts';
import { renderOutside } from '../outbox/render.ts';
import type { Activities, Node } from '../ports/index.ts';
import { type Answering, answerWithText, readBy, type TextAnswer } from './answer.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { ReadOutcome, ReadParts } from './things.ts';

/** A thing as anybody may see it: its release, and the document in it. */
export interface Published {
  readonly release: Release;
  readonly document: JsonObject;
}

export interface PublishedPage {
  /** Newest first. */
  readonly items: readonly Published[];
  /** Gives the next page when handed back; absent on the last one. */
  readonly next?: string;
}

/** What pages for people are made of, and how they leave. Nothing of it names what has no public release. */
export interface Publishing {
  /** An actor or a post by its id; undefined also for what was deleted. */
  thing(id: string): Promise<Published | undefined>;
  /** What an account posted. Throws `InvalidCursor` for an `after` that was never given. */
  posts(name: string, query: { readonly after?: string; readonly limit: number }): Promise<PublishedPage>;
  /** A public post of an outsider with its author, decided anew: it becomes part of a page of ours. */
  answerOf(post: Node): Promise<Published | undefined>;
  /** A page over releases, decided and receipted before it is given. */
  page(page: TextAnswer): Promise<ReadOutcome>;
  /** A page that shows nothing but releases of ours, as it was made the last time while nothing public changed. */
  kept(address: string, make: () => Promise<ReadOutcome>): Promise<ReadOutcome>;
}

export type PublishingParts = ReadParts & Answering & { readonly activities: Activities };

export function createPublishing(parts: PublishingParts, answers: KeptAnswers): Publishing {
  const thing = (id: string): Promise<Published | undefined> => publicRelease(parts, id);
  return {
    thing,
    async posts(name, { after, limit }) {
      const query = { limit: limit + 1, releasedTo: ['public'], ...(after !== undefined && { after }) };
      const found = await parts.activities.page(`${parts.addresses.actor(name)}/outbox`, query);
      const shown = found.slice(0, limit);
      const ids = shown.flatMap(({ activity }) =>
        activity.type === 'Create' ? (firstString(activity['object']) ?? []) : [],
      );
      const items = (await Promise.all(ids.map(thing))).filter((item) => item !== undefined);
      const next = found.length > limit ? shown.at(-1)?.cursor : undefined;
      return { items, ...(next !== undefined && { next }) };
    },
    answerOf: (post) => decidedAnswer(parts, post),
    page: (page) => answerWithText(parts, page),
    kept: (address, make) => answers.composed(`page ${address}`, make),
  };
}

async function publicRelease({ releases, gate }: ReadParts, id: string): Promise<Published | undefined> {
  const sealed = await releases.current(id, 'public');
  const release = sealed && gate.unseal(sealed);
  if (!release) return undefined;
  const document = JSON.parse(new TextDecoder().decode(release.bytes)) as JsonObject;
  return document['type'] === 'Tombstone' ? undefined : { release, document };
}

/** Other people's words leave by our pages like our own: decided. Their files and links to them stay where they are. */
async function decidedAnswer(parts: PublishingParts, post: Node): Promise<Published | undefined> {
  if (parts.addresses.isLocal(post.id) || !addresseesOf(post).some(isPublicAddress)) return undefined;
  const author = await parts.store.getObject(firstString(post['attributedTo']) ?? '');
  if (!author) return undefined;
  const { origin } = parts.addresses;
  const [said, by] = await Promise.all([
    renderOutside(parts.apex, post, origin),
    renderOutside(parts.apex, author, origin),
  ]);
  const { id, type, content, summary, published, url, inReplyTo, sensitive } = said;
  const { name, preferredUsername, url: profile } = by;
  const attributedTo = { id: by['id'], type: by['type'], name, preferredUsername, url: profile };
  const document = { id, type, content, summary, published, url, inReplyTo, sensitive, attributedTo };
  const given = JSON.parse(JSON.stringify(document)) as JsonObject;
  const outcome = parts.gate.decide({ document: given, subject: post.id, crossing: readBy(parts) });
  return outcome.kind === 'released' ? { release: outcome.release, document: outcome.document } : undefined;
}
