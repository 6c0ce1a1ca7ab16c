import { type Request, type Response, Router } from 'express';
import { sendLine, sendNotice } from './respond.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work. Neither tells why not: the log does. */
export function healthRouter(ready: () => Promise<boolean>): Router {
  const router = Router();
  router.get('/healthz', (_request: Request, response: Response) => {
    sendLine(response, 'ok');
  });
  router.get('/readyz', async (_request: Request, response: Response) => {
    if (!(await ready())) return sendNotice(response, 503, 'not ready');
    sendLine(response, 'ready');
  });
  return router;
}
