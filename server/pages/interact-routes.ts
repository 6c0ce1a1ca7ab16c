import { type Request, type Response, Router } from 'express';
import type { Intent } from '../../federation/index.ts';
import { readParameters, textOf } from '../http/parameters.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { sendOn, sendOwnPage } from '../http/respond-page.ts';
import type { PagesDoor } from './door.ts';
import { layout } from './layout.ts';
import { interactBody } from './page-bodies.ts';
import { type Spoken, spokenBy } from './words/index.ts';

const formLimit = 8 * 1024;
/** Servers asked for one visitor's sake, within five minutes. */
const asksMost = 30;

/** Following and answering from a visitor's own server. */
export function interactRouter(door: PagesDoor): Router {
  const router = Router();
  const rateLimit = createRateLimit(door.clock);
  router.get('/interact', async (request: Request, response: Response) => {
    const { intent, uri } = request.query;
    const spoken = spokenBy(request, door.theme.language);
    await show(door, request, response, { spoken, intent: intentOf(intent), uri: linkOf(uri) });
  });
  router.post('/interact', async (request: Request, response: Response) => {
    const read = await readParameters(request, formLimit);
    const form = read.kind === 'parameters' ? read.parameters : {};
    const spoken = spokenBy(request, door.theme.language, form['lang']);
    const { words } = spoken;
    const [uri, handle] = [linkOf(form['uri']), textOf(form['handle']) ?? ''];
    const asked = { spoken, intent: intentOf(form['intent']), uri, handle };
    if (uri === '') return show(door, request, response, asked, { problem: words.startAgain, status: 400 });
    if (!rateLimit.take(request.ip ?? '', asksMost).allowed) {
      return show(door, request, response, asked, { problem: words.tooMany, status: 429 });
    }
    const found = await door.federation.read.interaction(asked);
    if (found.kind === 'found') return sendOn(response, found.url);
    await show(door, request, response, asked, { problem: words[found.kind], status: 422 });
  });
  return router;
}

interface Asked {
  readonly spoken: Spoken;
  readonly intent: Intent;
  readonly uri: string;
  readonly handle?: string;
}

async function show(
  { theme, assets, plainHttp }: PagesDoor,
  request: Request,
  response: Response,
  { spoken, intent, uri, handle }: Asked,
  refused: { readonly problem?: string; readonly status: number } = { status: 200 },
): Promise<void> {
  const { styles } = await assets.filesOf(['public']);
  const main = interactBody(spoken, { intent, uri, typed: handle, problem: refused.problem });
  const title = `${spoken.words.fromOwnServer} · ${theme.name}`;
  const html = layout({ theme, spoken, query: { intent, uri }, styles, title, main });
  await sendOwnPage(request, response, { html, status: refused.status, plainHttp });
}

function intentOf(value: unknown): Intent {
  return value === 'reply' ? 'reply' : 'follow';
}

function linkOf(value: unknown): string {
  const url = typeof value === 'string' && value.length <= 2000 ? URL.parse(value) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? String(value) : '';
}
