import { type Request, type Response, Router } from 'express';
import type { Federation, Reader } from '../../federation/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import type { Media } from '../media/index.ts';
import type { RemoteMedia } from '../media/remote/index.ts';
import { sendAbsent, sendNotice } from './respond.ts';
import { sendMedia } from './respond-media.ts';
import { type Asker, whoAsks } from './who.ts';

export interface MediaDoor {
  readonly federation: Federation;
  readonly tokens: BearerTokens;
  readonly media: Media;
  readonly remoteMedia: RemoteMedia;
}

/** GET of files: of uploaded ones for colleagues the bytes, for everybody else a Release over them or nothing; of
 * those elsewhere what this server made of them, for whoever was given an address by it. */
export function mediaRouter(door: MediaDoor): Router {
  const router = Router();
  const answer =
    (rendition: 'original' | 'preview') =>
    async (request: Request, response: Response): Promise<void> => {
      const id = String(request.params['id']);
      const asker = await whoLooks(door, request, id);
      if (asker.kind === 'refused') {
        response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
        return sendNotice(response, 401, asker.reason);
      }
      const outcome = await door.federation.read.media({ id, rendition }, asker.reader);
      if (outcome.kind === 'absent') return sendAbsent(response);
      sendMedia(request, response, outcome);
    };
  router.get('/media/remote/:rendition/:name', async (request: Request, response: Response) => {
    const shown = await door.remoteMedia.show(String(request.params['rendition']), String(request.params['name']));
    if (!shown) return sendAbsent(response);
    sendMedia(request, response, { kind: 'inside', ...shown }, 'private, max-age=86400, immutable');
  });
  router.get('/media/:id', answer('original'));
  router.get('/media/:id/preview', answer('preview'));
  return router;
}

/** Like everybody who reads here, or by the address that a colleague's client was given for this file. */
async function whoLooks({ federation, tokens, media }: MediaDoor, request: Request, id: string): Promise<Asker> {
  const { access } = request.query;
  if (request.headers.authorization === undefined && typeof access === 'string') {
    const actorId = await media.viewerOf(id, access);
    const reader: Reader = actorId === undefined ? { kind: 'anonymous' } : { kind: 'colleague', actorId };
    return { kind: 'reader', reader };
  }
  return whoAsks(request, federation, tokens);
}
