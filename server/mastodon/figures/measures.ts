import { isParameters, textOf, type Value } from '../../http/parameters.ts';
import type { Call, MastodonParts } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import { authorOf } from '../nodes.ts';
import { nameOfTag } from '../routes/tags.ts';
import { timeOf } from '../snowflakes.ts';
import { before, boundsOf, type Days, dayMs, perDay } from './days.ts';
import { actorsOf, colleagues, doings, entriesOn, everyReport, interactions, isOf } from './happened.ts';

/** What a measure says of some days. */
interface Counted {
  /** Each day by itself. */
  readonly each: readonly number[];
  /** All of them; not the sum where one person counts once. */
  readonly total: number;
}

/** What a measure is about, where it is about one thing: the name of a hashtag, or a domain. */
type Measure = (days: Days, about: string, parts: MastodonParts) => Promise<Counted>;

const summed = (each: readonly number[]): Counted => ({ each, total: each.reduce((sum, one) => sum + one, 0) });

/** How many different ones there are of what happened, each day and all in all. */
function distinct(days: Days, happened: readonly (readonly [who: string, at: number])[]): Counted {
  const each = days.map(
    (day) => new Set(happened.filter(([, at]) => at >= day && at < day + dayMs).map(([who]) => who)),
  );
  return { each: each.map(({ size }) => size), total: new Set(happened.map(([who]) => who)).size };
}

const within = (days: Days, moments: readonly number[]): Counted => {
  const { from, to } = boundsOf(days);
  return summed(
    perDay(
      days,
      moments.filter((at) => at >= from && at < to),
    ),
  );
};

/** Who wrote the posts with a hashtag, and when. */
async function usesOf(days: Days, tag: string, parts: MastodonParts): Promise<[author: string, at: number][]> {
  const entries = await entriesOn(days, `tag:${nameOfTag(tag)}`, parts);
  const nodes = await Promise.all(entries.map(({ item }) => parts.store.objects.get(item)));
  return entries.map(({ position }, index) => {
    const node = nodes[index];
    return [(node && authorOf(node)) ?? '', timeOf(position)];
  });
}

/** When people of a domain came into listings of our people. */
async function comings(days: Days, listing: 'followers' | 'following', domain: string, parts: MastodonParts) {
  const moments: number[] = [];
  for (const { actorId } of await parts.store.accounts.all()) {
    const entries = await entriesOn(days, `${listing}:${actorId}`, parts);
    moments.push(...entries.filter(({ item }) => isOf(domain, item)).map(({ position }) => timeOf(position)));
  }
  return within(days, moments);
}

const measures: Readonly<Record<string, Measure>> = {
  async active_users(days, _about, parts) {
    const done = await doings(days, parts);
    return distinct(
      days,
      [...done].flatMap(([who, moments]) => moments.map((at) => [who, at] as const)),
    );
  },
  async new_users(days, _about, parts) {
    return within(
      days,
      (await colleagues(parts)).map(({ createdAt }) => createdAt),
    );
  },
  async interactions(days, _about, parts) {
    return within(days, await interactions(days, parts));
  },
  async opened_reports(days, _about, parts) {
    return within(
      days,
      (await everyReport(parts)).map(({ at }) => at),
    );
  },
  async resolved_reports(days, _about, parts) {
    return within(
      days,
      (await everyReport(parts)).flatMap(({ resolved }) => resolved?.at ?? []),
    );
  },
  async tag_accounts(days, tag, parts) {
    return distinct(days, await usesOf(days, tag, parts));
  },
  async tag_uses(days, tag, parts) {
    return within(
      days,
      (await usesOf(days, tag, parts)).map(([, at]) => at),
    );
  },
  async tag_servers(days, tag, parts) {
    const uses = await usesOf(days, tag, parts);
    return distinct(
      days,
      uses.map(([author, at]) => [URL.parse(author)?.host ?? '', at] as const),
    );
  },
  async instance_accounts(days, domain, parts) {
    const entries = await entriesOn(days, 'outsiders', parts);
    return within(
      days,
      entries.filter(({ item }) => isOf(domain, item)).map(({ position }) => timeOf(position)),
    );
  },
  async instance_statuses(days, domain, parts) {
    const posts = await Promise.all(
      (await actorsOf(domain, parts)).map((actor) => entriesOn(days, `account:${actor}`, parts)),
    );
    return within(
      days,
      posts.flat().map(({ position }) => timeOf(position)),
    );
  },
  async instance_reports(days, domain, parts) {
    const about = (await everyReport(parts)).filter((report) => report.about.some((actor) => isOf(domain, actor)));
    return within(
      days,
      about.map(({ at }) => at),
    );
  },
  instance_follows: (days, domain, parts) => comings(days, 'following', domain, parts),
  instance_followers: (days, domain, parts) => comings(days, 'followers', domain, parts),
};

/** What a figure is about: clients send the `id` of a hashtag, or a `domain`. */
export function aboutIn(given: Value | undefined): string {
  return isParameters(given) ? (textOf(given['id']) ?? textOf(given['domain']) ?? '') : '';
}

/** `Admin::Measure` of what is counted here; undefined for a name that is not. */
export async function measure(key: string, days: Days, { parameters }: Call, parts: MastodonParts) {
  const count = measures[key];
  if (!count) return undefined;
  const about = aboutIn(parameters[key]);
  const [now, then] = [await count(days, about, parts), await count(before(days), about, parts)];
  return {
    key,
    unit: null,
    total: String(now.total),
    previous_total: String(then.total),
    data: days.map((day, index) => ({ date: isoTime(day), value: String(now.each[index] ?? 0) })),
  };
}
