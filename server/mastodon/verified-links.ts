import type { Federation } from '../../federation/index.ts';
import type { Node } from '../../federation/ports/index.ts';
import type { ServerStore } from '../ports/index.ts';
import { firstIri, firstText, itemsOf, memberOf, textIn } from './nodes.ts';

/** Kind under which is kept when a link of a profile was verified, by the address, with the actor as owner. */
const verifiedKind = 'verified-link';

/** Links of profiles to pages that say of themselves that they are by the same person (`rel="me"`). */
export interface VerifiedLinks {
  /** Somebody looks at this profile: its links are looked into in the background, once a day each. */
  look(actor: Node): void;
  /** Resolves when nothing waits. */
  drain(): Promise<void>;
}

export interface VerifiedLinksParts {
  readonly store: Pick<ServerStore, 'clientData' | 'commits'>;
  readonly federation: Pick<Federation, 'read'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const dayMs = 86_400_000;
const linksMost = 8;
const waitingMost = 64;
const rememberedMost = 10_000;

export function createVerifiedLinks(parts: VerifiedLinksParts): VerifiedLinks {
  const looked = new Map<string, number>();
  const waiting = new Map<string, Node>();
  let running: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (const [id, actor] of waiting) {
      waiting.delete(id);
      // What fails is looked into another day.
      await lookInto(parts, actor).catch(() => undefined);
    }
    running = undefined;
  }

  return {
    look(actor) {
      const links = linksOf(actor).join(' ');
      const key = `${actor.id} ${links}`;
      if (links === '' || waiting.size >= waitingMost || (looked.get(key) ?? 0) > parts.clock() - dayMs) return;
      looked.delete(key);
      looked.set(key, parts.clock());
      const [oldest] = looked.keys();
      if (looked.size > rememberedMost && oldest !== undefined) looked.delete(oldest);
      waiting.set(actor.id, actor);
      running ??= Promise.resolve().then(work);
    },
    async drain() {
      while (running !== undefined) await running;
    },
  };
}

async function lookInto({ store, federation, clock }: VerifiedLinksParts, actor: Node): Promise<void> {
  const { read } = federation;
  // Asking a page tells it of the profile, which is not everybody's to know of.
  if (read.isLocal(actor.id) && !(await read.published?.thing(actor.id))) return;
  const own = [actor.id, firstIri(actor['url'])].filter((url) => url !== undefined);
  for (const url of linksOf(actor)) {
    const back = await read.linksBack(url, own);
    if (back === undefined) continue;
    const kept = { owner: actor.id, kind: verifiedKind, key: url };
    await store.commits.commit([
      back
        ? { change: 'clientData.put', ...kept, value: new Date(clock()).toISOString() }
        : { change: 'clientData.remove', ...kept },
    ]);
  }
}

/** When each link of a profile was verified, by the link; empty where it has none. */
export async function verifiedLinksOf(
  { clientData }: Pick<ServerStore, 'clientData'>,
  actor: Node,
): Promise<ReadonlyMap<string, string>> {
  if (linksOf(actor).length === 0) return new Map();
  const kept = await clientData.all(actor.id, verifiedKind);
  return new Map(kept.map(({ key, value }) => [key, String(value)]));
}

function linksOf(actor: Node): string[] {
  const values = itemsOf(actor['attachment']).flatMap((item) =>
    firstText(memberOf(item, 'type')) === 'PropertyValue' ? (linkIn(textIn(item, 'value') ?? '') ?? []) : [],
  );
  return [...new Set(values)].slice(0, linksMost);
}

/** The address that a field of a profile is, as text or as one link; undefined for anything else. */
export function linkIn(value: string): string | undefined {
  const text = value.trim();
  const [, href] =
    /^(?:<p>)?<a\s[^>]*?href="(https?:\/\/[^"<>\s]+)"[^>]*>(?:(?!<\/?a[\s>]).)*<\/a>(?:<\/p>)?$/is.exec(text) ?? [];
  const url = href === undefined ? text : href.replaceAll('&amp;', '&');
  return /^https?:\/\/[^\s<>"]{1,2040}$/.test(url) ? url : undefined;
}
