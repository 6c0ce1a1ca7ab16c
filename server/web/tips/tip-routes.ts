import { type Request, type Response, Router } from 'express';
import { readParameters, textOf } from '../../http/parameters.ts';
import { sendAbsent } from '../../http/respond.ts';
import { sendSeeOther, sendWebPage } from '../../http/respond-web.ts';
import type { MastodonParts } from '../../mastodon/door.ts';
import { answerTip, type TipAnswer } from '../../mastodon/tips/answers.ts';
import { spokenIn } from '../../sign-in/words/index.ts';
import type { Cards } from '../cards.ts';
import type { Session, Sessions } from '../session/sessions.ts';
import { readTip, type TipRead } from './read-tip.ts';
import { tipBody } from './tip-page.ts';
import { tipWords } from './words/index.ts';

interface TipDoor {
  readonly parts: MastodonParts;
  readonly cards: Cards;
  readonly sessions: Sessions;
}

interface Opened {
  readonly session: Session;
  readonly tip: TipRead;
}

const formLimit = 16 * 1024;
const longestReason = 1_000;

/** The page that every tip leads to: what was decided about somebody's post, why, and what to do. For its author alone. */
export function tipRouter(door: TipDoor): Router {
  const router = Router();
  router.get('/tips/:id', async (request: Request, response: Response) => {
    const opened = await open(door, request, response);
    if (opened) await show(door, opened, request, response);
  });
  router.post('/tips/:id', async (request: Request, response: Response) => {
    const opened = await open(door, request, response);
    if (opened) await answer(door, opened, request, response);
  });
  return router;
}

/** Answers those who are not signed in, and those who are not its author. */
async function open({ parts, sessions }: TipDoor, request: Request, response: Response): Promise<Opened | undefined> {
  const session = await sessions.of(request);
  if (!session) {
    sendSeeOther(response, `/sign-in?to=${encodeURIComponent(pathOf(request))}`);
    return undefined;
  }
  const tip = await readTip(parts, session.account, String(request.params['id']));
  if (!tip) sendAbsent(response);
  return tip && { session, tip };
}

async function show({ parts, cards }: TipDoor, opened: Opened, request: Request, response: Response): Promise<void> {
  const { session, tip } = opened;
  const language = await parts.languageOf(session.account);
  const words = tipWords(language);
  const answered = request.query['answered'] !== undefined;
  const body = tipBody(tip, { language, words, csrf: session.csrf, path: pathOf(request), answered });
  sendWebPage(response, await cards.page(spokenIn(language), words.page, body));
}

/** A button of the page does what the same button of the message does. */
async function answer(
  { parts, sessions }: TipDoor,
  opened: Opened,
  request: Request,
  response: Response,
): Promise<void> {
  const { session, tip } = opened;
  const path = pathOf(request);
  const read = await readParameters(request, formLimit);
  const form = read.kind === 'parameters' ? read.parameters : {};
  const chosen = answerOf(textOf(form['choice']), (textOf(form['reason']) ?? '').trim());
  const genuine = sessions.isGenuine(request, textOf(form['csrf']) ?? '');
  if (!genuine || !chosen || !tip.question) return sendSeeOther(response, path);
  await answerTip(parts, { ...session.account, jti: session.jti }, tip.question.message, chosen);
  sendSeeOther(response, `${path}?answered`);
}

function answerOf(choice: string | undefined, reason: string): TipAnswer | undefined {
  if (choice === '0' && reason !== '') return { kind: 'reply', text: reason.slice(0, longestReason) };
  return choice === '0' || choice === '1' || choice === '2' ? { kind: 'choice', choice: Number(choice) } : undefined;
}

function pathOf(request: Request): string {
  return `/tips/${encodeURIComponent(String(request.params['id']))}`;
}
