import { type Request, type Response, Router } from 'express';
import type { Intent } from '../../federation/index.ts';
import { readParameters, textOf } from '../http/parameters.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { sendOn, sendOwnPage } from '../http/respond-page.ts';
import type { PagesDoor } from './door.ts';
import { layout } from './layout.ts';
import { interactBody } from './page-bodies.ts';

const formLimit = 8 * 1024;
/** Servers asked for one visitor's sake, within five minutes. */
const asksMost = 30;

/** Following and answering from a visitor's own server. */
export function interactRouter(door: PagesDoor): Router {
  const router = Router();
  const rateLimit = createRateLimit(door.clock);
  router.get('/interact', async (request: Request, response: Response) => {
    const { intent, uri } = request.query;
    await show(door, request, response, { intent: intentOf(intent), uri: linkOf(uri) });
  });
  router.post('/interact', async (request: Request, response: Response) => {
    const read = await readParameters(request, formLimit);
    const form = read.kind === 'parameters' ? read.parameters : {};
    const asked = { intent: intentOf(form['intent']), uri: linkOf(form['uri']), handle: textOf(form['handle']) ?? '' };
    if (asked.uri === '') return show(door, request, response, asked, gone);
    if (!rateLimit.take(request.ip ?? '', asksMost).allowed) {
      return show(door, request, response, asked, { problem: 'Too many attempts: wait a few minutes.', status: 429 });
    }
    const found = await door.federation.read.interaction(asked);
    if (found.kind === 'found') return sendOn(response, found.url);
    await show(door, request, response, asked, { problem: problems[found.kind], status: 422 });
  });
  return router;
}

const problems = {
  malformed: 'Write it like an e-mail address with an @ in front, such as @you@your.server.',
  unknown: 'That server does not know this handle, or does not answer. Check both parts of it.',
  unsupported: 'That server has no page for this. Search for the address of this page there instead.',
} as const;

const gone = { problem: 'Start again from the page that you came from.', status: 400 };

interface Asked {
  readonly intent: Intent;
  readonly uri: string;
  readonly handle?: string;
}

async function show(
  { theme, assets, plainHttp }: PagesDoor,
  request: Request,
  response: Response,
  { intent, uri, handle }: Asked,
  refused: { readonly problem?: string; readonly status: number } = { status: 200 },
): Promise<void> {
  const { styles } = await assets.filesOf(['public']);
  const main = interactBody(intent, uri, handle, refused.problem);
  const html = layout({ theme, styles, title: `From your own server · ${theme.name}`, main });
  await sendOwnPage(request, response, { html, status: refused.status, plainHttp });
}

function intentOf(value: unknown): Intent {
  return value === 'reply' ? 'reply' : 'follow';
}

function linkOf(value: unknown): string {
  const url = typeof value === 'string' && value.length <= 2000 ? URL.parse(value) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? String(value) : '';
}
