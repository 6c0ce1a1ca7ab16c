import { type Request, type Response, Router } from 'express';
import type { CollectionName, Federation, Reader, ReadOutcome } from '../../federation/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { withDoors } from './doors.ts';
import { negotiate } from './negotiate.ts';
import { problemOf } from './problems.ts';
import { sendNotice, sendProblem, sendRead } from './respond.ts';
import { whoAsks } from './who.ts';

const collections: readonly CollectionName[] = ['inbox', 'outbox', 'followers', 'following', 'featured', 'liked'];

export interface ReadDoor {
  readonly origin: string;
  readonly federation: Federation;
  readonly tokens: BearerTokens;
}

/** GET of everything that has an ActivityPub id. */
export function readsRouter({ origin, federation, tokens }: ReadDoor): Router {
  const router = Router();
  const answer =
    (read: (request: Request, reader: Reader) => Promise<ReadOutcome>) =>
    async (request: Request, response: Response): Promise<void> => {
      const type = negotiate(request);
      if (type === undefined) return sendNotice(response, 406, 'only ActivityStreams JSON is offered here');
      const asker = await whoAsks(request, federation, tokens);
      if (asker.kind === 'refused') {
        response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
        return sendProblem(response, problemOf(401, 'not signed in', asker.reason));
      }
      const outcome = await read(request, asker.reader);
      if (asker.reader.kind !== 'colleague') return sendRead(response, outcome, type);
      if (outcome.kind === 'inside') return sendRead(response, withDoors(outcome, asker.reader, origin), type);
      if (outcome.kind === 'invalid') return sendProblem(response, problemOf(400, 'not understood', outcome.reason));
      sendProblem(response, problemOf(404, 'not found', 'it is not there, or not for you'));
    };
  router.get(
    '/users/:name',
    answer((request, reader) => federation.read.thing(idOf(origin, request), reader)),
  );
  router.get(
    '/objects/:id',
    answer((request, reader) => federation.read.thing(idOf(origin, request), reader)),
  );
  router.get(
    '/activities/:id',
    answer((request, reader) => federation.read.thing(idOf(origin, request), reader)),
  );
  router.get(
    ['/zones/internal', '/zones/partner/:name'],
    answer((request, reader) => federation.read.zone(idOf(origin, request), reader)),
  );
  for (const list of ['replies', 'context'] as const) {
    router.get(
      `/objects/:id/${list}`,
      answer((request, reader) => {
        const { page } = request.query;
        const postId = `${origin}/objects/${request.params['id']}`;
        return federation.read.postList({ postId, list, page: typeof page === 'string' ? page : undefined }, reader);
      }),
    );
  }
  router.get(
    '/users/:name/followers_synchronization',
    answer((request, reader) => federation.read.followersThere(String(request.params['name']), reader)),
  );
  for (const collection of collections) {
    router.get(
      `/users/:name/${collection}`,
      answer((request, reader) => {
        const { page } = request.query;
        const name = String(request.params['name']);
        return federation.read.collection({ name, collection, ...(typeof page === 'string' && { page }) }, reader);
      }),
    );
  }
  return router;
}

/** The id that a path stands for; a query is no part of it. */
function idOf(origin: string, request: Request): string {
  return `${origin}${request.path}`;
}
