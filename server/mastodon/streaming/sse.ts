import { type Request, type Response, Router } from 'express';
import { readParameters } from '../../http/parameters.ts';
import { sendError } from '../../http/respond-client.ts';
import { type EventStream, sendEvents } from '../../http/respond-events.ts';
import type { MastodonParts } from '../door.ts';
import { openFeed } from './feed.ts';
import type { Streams } from './open-streams.ts';
import { streamOf } from './streams.ts';
import { whoWishes } from './wisher.ts';

/** Streams as server-sent events: `GET /api/v1/streaming/user` and the like (HTML §9.2). */
export function sseRouter(parts: MastodonParts, hub: Streams): Router {
  const router = Router();
  router.get('/api/v1/streaming/health', (_request: Request, response: Response) => {
    sendEvents(response, { type: 'text/plain; charset=utf-8' }).end('OK');
  });
  router.get('/api/v1/streaming/*name', async (request: Request, response: Response) => {
    const read = await readParameters(request, 0);
    if (read.kind !== 'parameters') return sendError(response, 400, 'Unknown stream type');
    const admitted = await whoWishes(parts, hub, request);
    if (admitted.kind === 'refused') return sendError(response, admitted.status, admitted.error);
    const name = [request.params['name'] ?? []].flat().join(':');
    const found = await streamOf(parts, admitted, name, read.parameters);
    if (found.kind === 'refused') return sendError(response, found.status, found.error);
    await flow(parts, hub, admitted, found.stream, response);
  });
  return router;
}

async function flow(
  parts: MastodonParts,
  hub: Streams,
  wisher: Parameters<typeof openFeed>[1],
  stream: Parameters<typeof openFeed>[2],
  response: Response,
): Promise<void> {
  let events: EventStream | undefined;
  const feed = await openFeed(parts, wisher, stream, {
    send: ({ event, payload = '' }) => events?.event(event, payload),
    beat: () => events?.comment('thump'),
    end: () => events?.end(),
  });
  response.on('close', () => hub.remove(feed));
  await hub.add(feed);
  events = sendEvents(response, { type: 'text/event-stream' });
  events.comment(')');
  if (response.destroyed) hub.remove(feed);
}
