import { type Request, type Response, Router } from 'express';
import type { CollectionName, Federation, Reader, ReadOutcome } from '../../federation/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { negotiate } from './negotiate.ts';
import { sendNotice, sendRead } from './respond.ts';
import { whoAsks } from './who.ts';

const collections: readonly CollectionName[] = ['inbox', 'outbox', 'followers', 'following', 'featured'];

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
        return sendNotice(response, 401, asker.reason);
      }
      sendRead(response, await read(request, asker.reader), type);
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
