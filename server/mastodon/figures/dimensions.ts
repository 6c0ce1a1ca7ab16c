import type { Node } from '../../../federation/ports/index.ts';
import { textOf } from '../../http/parameters.ts';
import { version } from '../../version.ts';
import type { Call, MastodonParts } from '../door.ts';
import { authorOf, languageOf } from '../nodes.ts';
import { nameOfTag } from '../routes/tags.ts';
import type { Days } from './days.ts';
import { actorsOf, colleagues, entriesOn } from './happened.ts';
import { aboutIn } from './measures.ts';

/** One row of a dimension: what is counted, and how often it is there. */
type Row = readonly [key: string, count: number | string];
/** Some days by what they are made of; `about` is the name of a hashtag, or a domain. */
type Dimension = (days: Days, about: string, parts: MastodonParts) => Promise<Row[]>;

const usualRows = 10;
const mostRows = 100;

function counted(keys: readonly (string | undefined)[]): Row[] {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

async function postsOn(days: Days, listing: string, parts: MastodonParts): Promise<Node[]> {
  const entries = await entriesOn(days, listing, parts);
  return (await Promise.all(entries.map(({ item }) => parts.store.objects.get(item)))).filter(
    (node) => node !== undefined,
  );
}

const serverOf = (node: Node): string | undefined => URL.parse(authorOf(node) ?? '')?.host;
const tagged = (days: Days, tag: string, parts: MastodonParts) => postsOn(days, `tag:${nameOfTag(tag)}`, parts);

const dimensions: Readonly<Record<string, Dimension>> = {
  /** The languages that people have chosen to be spoken to in. */
  async languages(_days, _about, parts) {
    return counted(await Promise.all((await colleagues(parts)).map(parts.languageOf)));
  },
  async servers(days, _about, parts) {
    return counted((await postsOn(days, 'public', parts)).map(serverOf));
  },
  async software_versions() {
    return [
      ['portico', version],
      ['node', process.versions.node],
    ];
  },
  async tag_servers(days, tag, parts) {
    return counted((await tagged(days, tag, parts)).map(serverOf));
  },
  async tag_languages(days, tag, parts) {
    return counted((await tagged(days, tag, parts)).map(languageOf));
  },
  /** People of a domain by how many colleagues follow them. */
  async instance_accounts(_days, domain, parts) {
    const actors = await actorsOf(domain, parts);
    const followers = await parts.store.listings.counts(actors.map((actor) => `followers:${actor}`));
    const rows = actors.map((actor): Row => [actor, followers.get(`followers:${actor}`) ?? 0]);
    return rows.sort(([, a], [, b]) => Number(b) - Number(a));
  },
  async instance_languages(days, domain, parts) {
    const posts = await Promise.all(
      (await actorsOf(domain, parts)).map((actor) => postsOn(days, `account:${actor}`, parts)),
    );
    return counted(posts.flat().map(languageOf));
  },
};

/** `Admin::Dimension` of what is counted here; undefined for a name that is not. */
export async function dimension(key: string, days: Days, { parameters }: Call, parts: MastodonParts) {
  const count = dimensions[key];
  if (!count) return undefined;
  const asked = Number(textOf(parameters['limit']) ?? usualRows);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostRows) : usualRows;
  const rows = (await count(days, aboutIn(parameters[key]), parts)).slice(0, limit);
  return { key, data: rows.map(([name, value]) => ({ key: name, human_key: name, value: String(value) })) };
}
