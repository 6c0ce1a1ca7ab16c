import type { Federation } from '../../federation/index.ts';
import type { Account, Holds, Node } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import { audienceOf } from './audience.ts';
import { isoTime } from './entities/account.ts';
import { partnerZoneIn } from './nodes.ts';
import { type Language, tipText } from './tips/catalogue.ts';

/** Reads what waits for review, for its author alone. */
export interface ShadowReader {
  /** The held post as a status of its author; undefined for everybody else. */
  read(iri: string, viewer: Account): Promise<Node | undefined>;
}

const heldMark = '_held';

/** Kind under which is kept what became of a shadow, with the shadow as its owner. */
export const releasedKind = 'released';

export function createShadowReader({ origin, federation, holds, languageOf }: ShadowParts): ShadowReader {
  return {
    async read(iri, viewer) {
      if (!iri.startsWith(`${origin}/activities/`)) return undefined;
      const outcome = await federation.read.thing(iri, { kind: 'colleague', actorId: viewer.actorId });
      if (outcome.kind !== 'inside') return undefined;
      const draft = JSON.parse(outcome.body) as JsonObject;
      const object = objectOf(draft);
      // What is stored under an id of its own is no draft that waits.
      if (draft['id'] !== undefined || !object) return undefined;
      const hold = await holds.byId(iri.slice(`${origin}/activities/`.length));
      // Nothing of it is published: clients are told since when it waits.
      const published = hold && [isoTime(hold.heldAt)];
      const shadow = shadowOf(iri, object, viewer.actorId, await languageOf(viewer));
      return { ...shadow, ...(published && { published }) };
    },
  };
}

interface ShadowParts {
  readonly origin: string;
  readonly federation: Federation;
  readonly holds: Pick<Holds, 'byId'>;
  readonly languageOf: LanguageOf;
}

export type LanguageOf = (account: Account) => Promise<Language>;

/** The post inside of a draft, which may be a bare object or wrapped in a Create. */
function objectOf(draft: JsonObject): JsonObject | undefined {
  const { object } = draft;
  const inline = typeof object === 'object' && object !== null && !Array.isArray(object) ? object : draft;
  return inline['type'] === 'Note' || inline['type'] === 'Question' ? inline : undefined;
}

function shadowOf(iri: string, object: JsonObject, author: string, language: Language): Node {
  const wrapped = Object.fromEntries(Object.entries(object).map(([name, value]) => [name, [value].flat()]));
  return {
    ...wrapped,
    id: iri,
    type: String(object['type']),
    attributedTo: [author],
    to: [author],
    cc: [],
    [heldMark]: [tipText(language, 'held-note')],
  };
}

/** Whether a node is a post that waits. */
export function isShadow(node: Node): boolean {
  return node[heldMark] !== undefined;
}

/** What the viewer sees below the content: that it waits, or who it is for where the client can't say so. */
export function noteFor(node: Node, language: Language, origin: string): string {
  const [held] = [node[heldMark] ?? []].flat();
  if (typeof held === 'string') return `<p><em>⏸ ${held}</em></p>`;
  if (!node.id.startsWith(`${origin}/`)) return '';
  const audience = audienceOf(node, origin);
  if (audience === 'private') return `<p><small>🏢 ${tipText(language, 'zone-internal')}</small></p>`;
  if (audience === 'followers') return `<p><small>🏢 ${tipText(language, 'zone-followers')}</small></p>`;
  const zone = partnerZoneIn(node, origin);
  return zone === undefined ? '' : `<p><small>🏢 ${tipText(language, 'zone-partner', { zone })}</small></p>`;
}
