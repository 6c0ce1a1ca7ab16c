import { parseFeed } from 'htmlparser2';
import type { Federation } from '../../federation/index.ts';
import type { Job } from '../jobs/jobs.ts';
import { type Announcing, pageAddress } from './announcing.ts';
import { excerpt, plainText } from './markup.ts';

/** A feed of a site whose new pages an account announces. */
export interface FeedSource {
  readonly feed: string;
  readonly account: string;
}

interface FeedEntry {
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** Milliseconds since the epoch; not a number where the feed does not say. */
  readonly at: number;
}

export interface PageFeedParts {
  readonly sources: readonly FeedSource[];
  readonly fetchText: Federation['read']['text'];
  readonly announcing: Announcing;
  readonly clock: () => number;
}

const types = [
  ...['application/rss+xml', 'application/atom+xml', 'application/feed+json', 'application/xml', 'text/xml'],
  'application/json',
];
const everyMs = 10 * 60_000;
/** Older pages are no news: a feed that is named for the first time does not fill everybody's timeline. */
const newsForMs = 3 * 24 * 60 * 60_000;
const atOnceMost = 5;

/** Looks at the feeds of the organisation's sites again and again, and announces what is new there. */
export function pageFeedJob(parts: PageFeedParts): Job {
  return {
    name: 'page-feeds',
    everyMs,
    async run({ signal }) {
      for (const source of parts.sources) if (!signal.aborted) await readFeed(parts, source);
    },
  };
}

async function readFeed({ fetchText, announcing, clock }: PageFeedParts, { feed, account }: FeedSource): Promise<void> {
  const text = await fetchText(feed, types);
  if (text === undefined) return;
  const since = clock() - newsForMs;
  const news = entriesOf(text, feed).filter(({ at }) => at > since && at <= clock());
  let announced = 0;
  for (const { url, title, summary } of news.toSorted((a, b) => a.at - b.at)) {
    if (announced === atOnceMost || (await announcing.isKnown(url))) continue;
    await announcing.announce({ url, title, summary, account });
    announced += 1;
  }
}

/** RSS, Atom or JSON Feed. A site speaks for its own pages alone. */
export function entriesOf(text: string, feed: string): FeedEntry[] {
  const found = text.trimStart().startsWith('{') ? jsonEntries(text) : xmlEntries(text);
  return found.flatMap((entry) => {
    const url = pageAddress(URL.parse(entry.url, feed)?.href ?? '');
    const title = excerpt(plainText(entry.title), 200);
    if (url === undefined || title === '' || new URL(url).origin !== new URL(feed).origin) return [];
    return [{ ...entry, url, title, summary: excerpt(plainText(entry.summary), 500) }];
  });
}

function xmlEntries(text: string): FeedEntry[] {
  const items = parseFeed(text, { xmlMode: true })?.items ?? [];
  return items.map(({ link = '', title = '', description = '', pubDate }) => {
    return { url: link, title, summary: description, at: pubDate?.getTime() ?? Number.NaN };
  });
}

function jsonEntries(text: string): FeedEntry[] {
  const feed = parsed(text);
  const items =
    typeof feed === 'object' && feed !== null && 'items' in feed && Array.isArray(feed.items) ? feed.items : [];
  return items.map((item: unknown) => {
    const said = (name: string): string => {
      const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;
      return typeof value === 'string' ? value : '';
    };
    const summary = said('summary') || said('content_text') || said('content_html');
    return { url: said('url'), title: said('title'), summary, at: Date.parse(said('date_published')) };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
