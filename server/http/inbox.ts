import { type Request, type Response, Router } from 'express';
import type { Federation } from '../../federation/index.ts';
import { bodyLimit, readBody } from './body.ts';
import { sendNotice } from './respond.ts';

/** Inboxes of actors and of the server, mounted before every other middleware: verification is over the raw bytes. */
export function inboxRouter(federation: Federation): Router {
  const router = Router();
  const take = async (request: Request, response: Response): Promise<void> => {
    const body = await readBody(request, bodyLimit);
    if (body.kind === 'aborted') return;
    if (body.kind === 'too-large') {
      response.setHeader('Connection', 'close');
      return sendNotice(response, 413, 'the activity is larger than 1 MiB');
    }
    const { name } = request.params;
    const outcome = await federation.inbox.receive({
      method: request.method,
      path: request.originalUrl,
      headers: request.rawHeaders,
      body: body.bytes,
      ...(typeof name === 'string' && { recipient: name }),
    });
    if (outcome.status === 503) response.setHeader('Retry-After', '30');
    sendNotice(response, outcome.status, outcome.reason);
  };
  router.post('/inbox', take);
  router.post('/users/:name/inbox', take);
  return router;
}
