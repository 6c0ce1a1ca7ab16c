import { type Request, type Response, Router } from 'express';
import { sendOn } from '../http/respond-page.ts';
import type { Collecting } from './collect.ts';

const documents = ['application/activity+json', 'application/ld+json'];

/**
 * Between a thing and its page, by what a reader would rather have: browsers that ask for an id go on to the page, servers
 * that ask for a page go on to the id. For names and ids that are not there, the same as for those that are.
 */
export function negotiatedRouter(origin: string, collecting: Collecting | undefined): Router {
  const router = Router();
  router.get('/users/:name', (request: Request, response: Response, next) => {
    return wantsPage(request) ? sendOn(response, `/@${named(request, 'name')}`) : next();
  });
  router.get('/objects/:id', async (request: Request, response: Response, next) => {
    const post = wantsPage(request) ? await collecting?.local(`${origin}/objects/${named(request, 'id')}`) : undefined;
    return post ? sendOn(response, post.url) : next();
  });
  router.get('/@:name', (request: Request, response: Response, next) => {
    return wantsDocument(request) ? sendOn(response, `/users/${named(request, 'name')}`) : next();
  });
  router.get('/@:name/:id', (request: Request, response: Response, next) => {
    const id = named(request, 'id');
    return wantsDocument(request) && !id.startsWith('feed.') ? sendOn(response, `/objects/${id}`) : next();
  });
  return router;
}

function wantsPage(request: Request): boolean {
  return request.accepts([...documents, 'application/json', 'text/html']) === 'text/html';
}

function wantsDocument(request: Request): boolean {
  return documents.includes(request.accepts(['text/html', ...documents]) || '');
}

function named(request: Request, parameter: string): string {
  return encodeURIComponent(String(request.params[parameter]));
}
