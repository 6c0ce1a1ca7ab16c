import { type Request, type Response, Router } from 'express';
import { sendSeeOther, sendWebPage } from '../http/respond-web.ts';
import type { Assets } from './assets/assets.ts';
import { htmlPage } from './page.ts';
import type { Sessions } from './session/sessions.ts';

interface ConsoleDoor {
  readonly origin: string;
  readonly assets: Assets;
  readonly sessions: Sessions;
}

/** The shell of the console: everything in it comes by the API, which asks for roles. */
export function consoleRouter({ origin, assets, sessions }: ConsoleDoor): Router {
  const router = Router();
  router.get(['/console', '/console/*path'], async (request: Request, response: Response) => {
    const session = await sessions.of(request);
    if (!session) return sendSeeOther(response, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`);
    const { name, display, roles, actorId } = session.account;
    const boot = { csrf: session.csrf, origin, account: { name, display, roles, actor: actorId } };
    const files = await assets.filesOf(['design', 'console']);
    const body = '<div id="app"></div><noscript><p>The console needs JavaScript.</p></noscript>';
    sendWebPage(response, htmlPage({ title: 'Console · Portico', files, boot, body }));
  });
  return router;
}
