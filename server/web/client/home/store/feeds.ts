import { useEffect, useState } from 'preact/hooks';
import { useReturns } from '../../api/connection.ts';
import { askPage, failureOf } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { onStream } from '../api/stream.ts';
import { placeOf } from './place.ts';
import { keep } from './statuses.ts';

/** A timeline as far as it was read. */
export interface Feed {
  readonly ids: readonly string[];
  /** Ids that came since, newest first: they are shown when the reader wants them. */
  readonly waiting: readonly string[];
  /** Path of what follows; absent at the end, and before anything was read. */
  readonly next?: string;
  readonly state: 'new' | 'loading' | 'ready' | 'failed';
  readonly failure?: string;
  /** It is read on to where the reader was. */
  readonly returning?: boolean;
}

const empty: Feed = { ids: [], waiting: [], state: 'new' };
const feeds = new Map<string, Feed>();
const watchers = new Map<string, Set<() => void>>();

function feedOf(path: string): Feed {
  return feeds.get(path) ?? empty;
}

function change(path: string, changed: Feed): void {
  feeds.set(path, changed);
  for (const watch of watchers.get(path) ?? []) watch();
}

/** Reads the next page; the first where nothing was read. */
export async function readOn(path: string): Promise<void> {
  const feed = feedOf(path);
  if (feed.state === 'loading') return;
  const from = feed.ids.length === 0 ? path : feed.next;
  if (from === undefined) return;
  const { failure: _, ...before } = feed;
  change(path, { ...before, state: 'loading' });
  try {
    const { body, next } = await askPage<Status[]>(from);
    const { next: _next, ...now } = feedOf(path);
    const ids = [...new Set([...now.ids, ...body.map(keep)])];
    change(path, { ...now, ids, state: 'ready', ...(next !== undefined && next !== from && { next }) });
  } catch (error) {
    change(path, { ...feedOf(path), state: 'failed', failure: failureOf(error) });
  }
}

/** Pages that are read at most to bring a reader back to where they were. */
const pagesBack = 15;

/** Reads a timeline from its beginning, as far as the post where the reader was. */
async function begin(path: string, until: string | undefined): Promise<void> {
  const gotThere = ({ ids, next, state }: Feed): boolean =>
    until === undefined || ids.includes(until) || next === undefined || state !== 'ready';
  change(path, { ...feedOf(path), returning: until !== undefined });
  await readOn(path);
  for (let pages = 1; pages < pagesBack && !gotThere(feedOf(path)); pages += 1) await readOn(path);
  change(path, { ...feedOf(path), returning: false });
}

/** Puts what waited on top. */
export function showWaiting(path: string): void {
  const feed = feedOf(path);
  change(path, { ...feed, ids: [...new Set([...feed.waiting, ...feed.ids])], waiting: [] });
}

/** Puts the reader's own post on top of the home timeline at once. */
export function addOwn(status: Status): void {
  const id = keep(status);
  const feed = feedOf(homePath);
  const waiting = feed.waiting.filter((one) => one !== id);
  change(homePath, { ...feed, waiting, ids: [id, ...feed.ids.filter((one) => one !== id)] });
}

export const homePath = '/api/v1/timelines/home';

/** Lets posts of the stream wait above the home timeline, and fetches what was missed while there was none. */
export function followHome(): void {
  const arrived = (statuses: readonly Status[]): void => {
    const feed = feedOf(homePath);
    if (feed.state === 'new') return;
    const fresh = statuses.map(keep).filter((id) => !feed.ids.includes(id) && !feed.waiting.includes(id));
    if (fresh.length > 0) change(homePath, { ...feed, waiting: [...fresh, ...feed.waiting] });
  };
  onStream('update', (data) => arrived([JSON.parse(data) as Status]));
  onStream('reopened', () => {
    const feed = feedOf(homePath);
    const [newest] = [...feed.waiting, ...feed.ids];
    if (newest === undefined) return void readOn(homePath);
    askPage<Status[]>(`${homePath}?since_id=${newest}`)
      .then(({ body }) => arrived(body))
      .catch(() => undefined);
  });
}

/** A timeline, of which the first page is read where nothing was. */
export function useFeed(path: string): Feed {
  const [, redraw] = useState(0);
  const returns = useReturns();
  useEffect(() => {
    const watch = (): void => redraw((n) => n + 1);
    const set = watchers.get(path) ?? new Set();
    watchers.set(path, set.add(watch));
    if (feedOf(path).state === 'new') void begin(path, placeOf(path));
    return () => void set.delete(watch);
  }, [path]);
  useEffect(() => {
    if (feedOf(path).state === 'failed') void readOn(path);
  }, [path, returns]);
  return feedOf(path);
}
