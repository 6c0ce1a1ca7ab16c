import type { Request, Response } from 'express';
import type { Federation, TextAnswer } from '../../federation/index.ts';
import type { Release } from '../../policies/index.ts';
import { type PublicAnswer, sendAbsentPage, sendPublic } from '../http/respond-page.ts';
import type { Assets } from '../web/assets/assets.ts';
import type { Collecting } from './collect.ts';
import { type Feed, layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { absentBody } from './page-bodies.ts';
import { type Head, headMarkup } from './structured.ts';
import type { Theme } from './theme.ts';
import type { Person, Post } from './view.ts';
import { type Spoken, spokenBy } from './words/index.ts';

/** What every public route needs. */
export interface PagesDoor {
  readonly origin: string;
  readonly theme: Theme;
  readonly federation: Federation;
  /** Absent where nothing is public. */
  readonly collecting: Collecting | undefined;
  readonly assets: Assets<'public' | 'thread'>;
  /** Development: other servers may be on plain http. */
  readonly plainHttp: boolean;
  readonly clock: () => number;
}

export interface ShownPage {
  readonly head: Head;
  readonly feeds?: readonly Feed[];
  readonly main: Markup;
  readonly spoken: Spoken;
  /** What of its address says which page it is, besides the path. */
  readonly query?: Readonly<Record<string, string>>;
  readonly from: readonly Release[];
}

const html = 'text/html; charset=utf-8';

export async function sendHtml(door: PagesDoor, request: Request, response: Response, shown: ShownPage): Promise<void> {
  const { plainHttp } = door;
  await sendText(door, request, response, { ...(await written(door, shown)), type: html, plainHttp });
}

/** A page with nothing but releases of ours on it: as it was made the last time while nothing public has changed. */
export async function sendKept(
  door: PagesDoor,
  request: Request,
  response: Response,
  { address, show }: { readonly address: string; readonly show: () => Promise<ShownPage | undefined> },
): Promise<void> {
  const published = door.federation.read.published;
  const outcome = await published?.kept(address, async () => {
    const shown = await show();
    return shown ? published.page(await written(door, shown)) : { kind: 'absent' };
  });
  if (outcome?.kind !== 'released') return sendNothingHere(door, request, response);
  await sendPublic(request, response, { type: html, plainHttp: door.plainHttp, release: outcome.release });
}

async function written(door: PagesDoor, { head, feeds, main, spoken, query, from }: ShownPage): Promise<TextAnswer> {
  const { theme } = door;
  const title = head.title === theme.name ? theme.name : `${head.title} · ${theme.name}`;
  const { styles } = await door.assets.filesOf(['public']);
  const parts = { theme, spoken, styles, title, head: headMarkup(theme, head), main };
  return { subject: head.url, text: layout({ ...parts, ...(feeds && { feeds }), ...(query && { query }) }), from };
}

/** Any text over releases; where policies stop it, the answer is that there is nothing. */
export async function sendText(
  door: PagesDoor,
  request: Request,
  response: Response,
  shown: TextAnswer & Omit<PublicAnswer, 'release'>,
): Promise<void> {
  const { subject, text, from, ...answer } = shown;
  const outcome = await door.federation.read.published?.page({ subject, text, from });
  if (outcome?.kind !== 'released') return sendNothingHere(door, request, response);
  await sendPublic(request, response, { ...answer, release: outcome.release });
}

export async function sendNothingHere(
  { theme, assets }: PagesDoor,
  request: Request,
  response: Response,
): Promise<void> {
  const { styles } = await assets.filesOf(['public']);
  const spoken = spokenBy(request, theme.language);
  const title = `${spoken.words.notFound} · ${theme.name}`;
  await sendAbsentPage(request, response, layout({ theme, spoken, styles, title, main: absentBody(spoken) }));
}

/** The releases of posts and of whoever wrote them, each once. */
export function releasesOf(posts: readonly Post[], people: readonly Person[] = []): Release[] {
  const authors = [...people, ...posts.map(({ author }) => author)];
  return [...new Set([...posts.map(({ release }) => release), ...authors.flatMap(({ release }) => release ?? [])])];
}
