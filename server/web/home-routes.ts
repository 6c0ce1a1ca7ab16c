import { type Request, type Response, Router } from 'express';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import { sendSeeOther, sendWebPage } from '../http/respond-web.ts';
import type { MastodonParts } from '../mastodon/door.ts';
import { preferencesOf } from '../mastodon/preferences.ts';
import { publishedBy } from '../mastodon/speaking.ts';
import type { Assets } from './assets/assets.ts';
import { hasConsole } from './console-roles.ts';
import { escaped, htmlPage } from './page.ts';
import type { Session, Sessions } from './session/sessions.ts';
import { writtenIn } from './tips/read-tip.ts';

interface HomeDoor {
  readonly parts: MastodonParts;
  readonly assets: Assets;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
}

/** The shell of the employees' app: everything in it comes by the APIs that any client has. */
export function homeRouter(door: HomeDoor): Router {
  const { assets, sessions, parts } = door;
  const router = Router();
  router.get(['/home', '/home/*path'], async (request: Request, response: Response) => {
    const session = await sessions.of(request);
    if (!session) return sendSeeOther(response, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`);
    const [boot, lang, files] = await Promise.all([
      bootOf(door, session, request.query['again']),
      parts.languageOf(session.account),
      assets.filesOf(['design', 'home']),
    ]);
    const body = `<div id="app"></div><noscript><p>${escaped(needsScript)}</p></noscript>`;
    sendWebPage(response, htmlPage({ title: 'Portico', files, boot, body, lang }));
  });
  router.get('/authorize_interaction', (request: Request, response: Response) => {
    const { uri } = request.query;
    const found = typeof uri === 'string' && uri !== '' && uri.length <= uriLength;
    sendSeeOther(response, found ? `/home/search?q=${encodeURIComponent(uri)}` : '/home');
  });
  return router;
}

const uriLength = 2_048;

const needsScript = 'This page needs JavaScript. Any Mastodon app works without it: sign in there with this address.';

/** What the app starts with, so that its first view takes no call for it. */
async function bootOf(door: HomeDoor, { account, csrf }: Session, again: unknown): Promise<object> {
  const { parts } = door;
  const { origin, ids, media, languageOf, store } = parts;
  const { name, display, roles, actorId } = account;
  const { privacy } = await preferencesOf(store.clientData, account);
  const written = typeof again === 'string' ? await writtenIn(parts, account, again) : undefined;
  return {
    csrf,
    origin,
    account: { id: await ids.idOf(actorId), name, display, roles, actor: actorId },
    language: await languageOf(account),
    visibility: privacy,
    zones: (await store.partnerZones.all()).map(({ name: zone, domains, guests }) => ({
      name: zone,
      domains,
      guests: guests.length,
    })),
    mediaTypes: media.limits.mediaTypes,
    hasConsole: hasConsole(account),
    speaksAs: await publishedAccounts(door, account),
    ...(written && { again: { ...written, tip: again } }),
  };
}

async function publishedAccounts({ accounts }: HomeDoor, self: Account): Promise<object[]> {
  const found = await Promise.all(publishedBy(self).map((name) => accounts.byName(name)));
  return found.flatMap((account) => (account ? [{ name: account.name, display: account.display }] : []));
}
