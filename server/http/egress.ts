/**
 * What leaves by a route, for somebody who is not one of us.
 *
 * `release`: bytes that the gate let out, or the answer for what was never there. `notice`: words of this program, the same
 * whatever is written in here. `inside`: nothing; who shows no token gets a notice that says so. `nothing`: no body at all.
 */
export type Egress = 'release' | 'notice' | 'inside' | 'nothing';

/** Every route that is not in one of the tables below; a route without a line fails the build (test/egress). */
const routes: Readonly<Record<string, Egress>> = {
  'POST /inbox': 'notice',
  'POST /users/:name/inbox': 'notice',

  'GET /healthz': 'notice',
  'GET /readyz': 'notice',

  'GET /.well-known/webfinger': 'release',
  'GET /.well-known/host-meta.json': 'release',
  'GET /.well-known/host-meta': 'release',
  'GET /.well-known/nodeinfo': 'release',
  'GET /nodeinfo/:version': 'release',
  'GET /.well-known/oauth-authorization-server': 'notice',
  'GET /.well-known/oauth-protected-resource': 'notice',

  'GET /users/:name': 'release',
  'GET /objects/:id': 'release',
  'GET /objects/:id/replies': 'release',
  'GET /objects/:id/context': 'release',
  'GET /activities/:id': 'release',
  'GET /zones/internal': 'release',
  'GET /zones/partner/:name': 'release',
  'GET /users/:name/inbox': 'release',
  'GET /users/:name/outbox': 'release',
  'GET /users/:name/followers': 'release',
  'GET /users/:name/following': 'release',
  'GET /users/:name/featured': 'release',
  'GET /users/:name/followers_synchronization': 'release',
  'GET /users/:name/liked': 'release',
  'GET /media/:id': 'release',
  'GET /media/:id/preview': 'release',
  'GET /media/remote/:rendition/:name': 'inside',

  'POST /users/:name/outbox': 'inside',
  'POST /users/:name/uploadMedia': 'inside',
  'POST /proxy': 'inside',
  'GET /users/:name/inbox/events': 'inside',
  'GET /users/:name/outbox/events': 'inside',

  'UPGRADE /api/v1/streaming': 'inside',

  'GET /oauth/authorize': 'notice',
  'POST /oauth/authorize/sign-in': 'notice',
  'POST /oauth/authorize': 'notice',
  'POST /oauth/token': 'notice',
  'POST /oauth/revoke': 'notice',
  'POST /oauth/introspect': 'notice',
  'GET /oauth/userinfo': 'inside',
  'POST /oauth/userinfo': 'inside',

  'GET /': 'release',
  'GET /@:name': 'release',
  'GET /@:name/:id': 'release',
  'GET /tags/:tag': 'release',
  'GET /feed.rss': 'release',
  'GET /feed.atom': 'release',
  'GET /feed.json': 'release',
  'GET /@:name/feed.rss': 'release',
  'GET /@:name/feed.atom': 'release',
  'GET /@:name/feed.json': 'release',
  'GET /sitemap.xml': 'release',
  'GET /oembed': 'release',
  'GET /api/oembed': 'release',
  'GET /api/embed/v1/thread': 'release',

  'GET /robots.txt': 'notice',
  'GET /icon.svg': 'notice',
  'GET /theme/:file': 'notice',
  'GET /assets/public/:name': 'notice',
  'GET /assets/card/:name': 'notice',
  'GET /embed/portico-thread.js': 'notice',
  'GET /interact': 'notice',
  'POST /interact': 'notice',
  'GET /avatars/missing.svg': 'notice',
  'GET /headers/missing.svg': 'notice',
  'GET /assets/:name': 'notice',
  'GET /sign-in': 'notice',
  'POST /sign-in': 'notice',
  'POST /sign-out': 'notice',
  'POST /session/step-up': 'notice',
  'GET /console': 'notice',
  'GET /console/*path': 'notice',
  'GET /home': 'notice',
  'GET /authorize_interaction': 'notice',
  'GET /home/*path': 'notice',
  'GET /tips/:id': 'notice',
  'POST /tips/:id': 'notice',

  'GET /api/portico/v1/openapi.json': 'notice',
  'GET /api/v1/openapi.json': 'notice',
  'POST /api/v1/apps': 'notice',
  'GET /api/v1/apps/verify_credentials': 'notice',
  'GET /api/v1/instance': 'notice',
  'GET /api/v2/instance': 'notice',
  'GET /api/v1/instance/rules': 'notice',
  'GET /api/v1/instance/extended_description': 'notice',
  'GET /api/v1/instance/privacy_policy': 'notice',
  'GET /api/v1/instance/peers': 'notice',
  'GET /api/v1/instance/activity': 'notice',
  'GET /api/v1/instance/domain_blocks': 'notice',
  'GET /api/v1/instance/translation_languages': 'notice',
  'GET /api/v1/streaming/health': 'notice',
};

/** Tables of routes that ask each for a token before anything else. */
const tables: readonly string[] = ['/api/portico/v1/', '/api/v1/', '/api/v2/'];

/**
 * Undefined where nobody has said what leaves by it. `path` is as it is mounted, such as `/users/:name`; the method of a
 * connection that is taken over is `UPGRADE`.
 */
export function egressOf({ method, path }: { readonly method: string; readonly path: string }): Egress | undefined {
  const declared = routes[`${method} ${path}`];
  if (declared !== undefined || method === 'UPGRADE') return declared;
  return tables.some((table) => path.startsWith(table)) ? 'inside' : undefined;
}

/** Lines of the table that no route is mounted for any more. */
export function declaredWithoutRoute(mounted: readonly { readonly method: string; readonly path: string }[]): string[] {
  const there = new Set(mounted.map(({ method, path }) => `${method} ${path}`));
  return Object.keys(routes).filter((route) => !there.has(route));
}
