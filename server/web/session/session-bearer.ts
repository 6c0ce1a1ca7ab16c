import type { Request, RequestHandler } from 'express';
import type { Sessions } from './sessions.ts';

const bySession = new WeakSet<Request>();

/**
 * Lets this server's own pages call every API: the token that rests in their cookie goes where the APIs look for it. A
 * cookie alone is no authority, for browsers send it along with what other sites start.
 */
export function sessionBearer(sessions: Sessions): RequestHandler {
  return (request, _response, next) => {
    const token = request.headers.authorization === undefined ? sessions.tokenOfCall(request) : undefined;
    if (token !== undefined) {
      request.headers.authorization = `Bearer ${token}`;
      bySession.add(request);
    }
    next();
  };
}

/** Whether the request speaks by a session, and not by a token that its sender had. */
export function isBySession(request: Request): boolean {
  return bySession.has(request);
}
