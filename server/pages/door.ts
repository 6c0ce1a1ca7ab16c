import type { Request, Response } from 'express';
import type { Federation } from '../../federation/index.ts';
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

export async function sendHtml(door: PagesDoor, request: Request, response: Response, shown: ShownPage): Promise<void> {
  const { head, feeds, main, spoken, query, from } = shown;
  const { theme } = door;
  const title = head.title === theme.name ? theme.name : `${head.title} · ${theme.name}`;
  const { styles } = await door.assets.filesOf(['public']);
  const parts = { theme, spoken, styles, title, head: headMarkup(theme, head), main };
  await sendText(door, request, response, {
    subject: head.url,
    text: layout({ ...parts, ...(feeds && { feeds }), ...(query && { query }) }),
    from,
    type: 'text/html; charset=utf-8',
    plainHttp: door.plainHttp,
  });
}

/** Any text over releases; where policies stop it, the answer is that there is nothing. */
export async function sendText(
  door: PagesDoor,
  request: Request,
  response: Response,
  shown: { readonly subject: string; readonly text: string; readonly from: readonly Release[] } & Omit<
    PublicAnswer,
    'release'
  >,
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
