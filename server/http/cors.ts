import { Router } from 'express';
import { sendNothing } from './respond-client.ts';

/**
 * Browsers' clients call from their own origins, so any origin may (Fetch §3.2): a session's cookie opens nothing to
 * another origin (`Sessions.tokenOfCall`).
 */
export function corsRouter(): Router {
  const router = Router();
  const open = [
    '/api/v1',
    '/api/v2',
    '/api/portico/v1',
    '/oauth/token',
    '/oauth/revoke',
    '/oauth/userinfo',
    '/oauth/introspect',
    '/users',
    '/objects',
    '/activities',
    '/proxy',
    '/.well-known',
    '/nodeinfo',
  ];
  router.use(open, (request, response, next) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', exposed);
    // What is public may be read by a page of another origin; helmet says the opposite for everything else.
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Idempotency-Key, Accept, If-None-Match',
    );
    response.setHeader('Access-Control-Max-Age', '86400');
    sendNothing(response);
  });
  return router;
}

const exposed =
  'ETag, Location, RateLimit, RateLimit-Policy, Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh, Retry-After';
