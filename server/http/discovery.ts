import { type Request, type Response, Router } from 'express';
import type { Federation } from '../../federation/index.ts';
import { sendNotice, sendRead } from './respond.ts';

const jrd = 'application/jrd+json; charset=utf-8';
const xrd = 'application/xrd+xml; charset=utf-8';

/** WebFinger, NodeInfo and host-meta. */
export function discoveryRouter({ read }: Federation): Router {
  const router = Router();
  router.get('/.well-known/webfinger', async (request: Request, response: Response) => {
    const { resource } = request.query;
    if (typeof resource !== 'string') return sendNotice(response, 400, 'name one `resource`, such as acct:name@host');
    response.setHeader('Access-Control-Allow-Origin', '*');
    sendRead(response, await read.webfinger(resource), jrd);
  });
  router.get('/.well-known/host-meta.json', async (_request: Request, response: Response) => {
    sendRead(response, await read.hostMeta('json'), jrd);
  });
  router.get('/.well-known/host-meta', async (request: Request, response: Response) => {
    const form = prefersJson(request) ? 'json' : 'xml';
    sendRead(response, await read.hostMeta(form), form === 'json' ? jrd : xrd);
  });
  router.get('/.well-known/nodeinfo', async (_request: Request, response: Response) => {
    sendRead(response, await read.nodeInfoIndex(), 'application/json; charset=utf-8');
  });
  router.get('/nodeinfo/:version', async (request: Request, response: Response) => {
    const version = String(request.params['version']);
    const profile = `http://nodeinfo.diaspora.software/ns/schema/${version}#`;
    sendRead(response, await read.nodeInfo(version), `application/json; profile="${profile}"`);
  });
  return router;
}

/** XRD is what host-meta is where nobody asks for anything else (RFC 6415 §2). */
function prefersJson(request: Request): boolean {
  const accepted = request.accepts([
    'application/xrd+xml',
    'application/xml',
    'application/jrd+json',
    'application/json',
  ]);
  return accepted !== false && accepted.endsWith('json');
}
