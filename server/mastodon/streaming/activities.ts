import { type Request, type Response, Router } from 'express';
import { grants } from '../../auth/scopes.ts';
import { problemOf } from '../../http/problems.ts';
import { sendProblem } from '../../http/respond.ts';
import { type EventStream, sendEvents } from '../../http/respond-events.ts';
import type { ClientApi } from '../client-api.ts';
import type { MastodonParts } from '../door.ts';
import { authorOf, firstIri } from '../nodes.ts';
import type { ActivityFeed } from './open-streams.ts';
import { whoWishes } from './wisher.ts';

/**
 * `eventStream` of one's own inbox and outbox (SWICG server-sent events): an `Add` for each post, boost and notification
 * that comes in, and for each post and boost that goes out.
 */
export function activityStreamsRouter({ parts, streams }: Pick<ClientApi, 'parts' | 'streams'>): Router {
  const router = Router();
  for (const box of ['inbox', 'outbox'] as const) {
    router.get(`/users/:name/${box}/events`, async (request: Request, response: Response) => {
      const admitted = await whoWishes(parts, streams, request);
      if (admitted.kind === 'refused') {
        return sendProblem(response, problemOf(admitted.status, 'not allowed', admitted.error));
      }
      const own = admitted.account.name === request.params['name'];
      if (!own) return sendProblem(response, problemOf(404, 'not found', 'it is not there, or not for you'));
      if (!grants(admitted.scope, 'read'))
        return sendProblem(response, problemOf(403, 'not allowed', 'no scope `read`'));
      const { actorId } = admitted.account;
      const told = new Set<string>();
      let events: EventStream | undefined;
      const add = (activity: string): void => {
        if (told.has(activity)) return;
        told.add(activity);
        events?.event('Add', JSON.stringify({ type: 'Add', object: activity, target: `${actorId}/${box}` }));
      };
      const inbox = box === 'inbox';
      const feed: ActivityFeed = {
        kind: 'activities',
        actorId,
        jti: admitted.account.jti,
        listings: [`${inbox ? 'home' : 'account'}:${actorId}`],
        tell: ({ kind, about }) => {
          if (inbox && kind === 'notification' && about !== undefined) add(about);
        },
        show: async (item) => {
          const activity = await activityOf(parts, item);
          if (activity !== undefined && (!inbox || !activity.own(actorId))) add(activity.id);
        },
        beat: () => events?.comment('thump'),
        end: () => events?.end(),
      };
      response.on('close', () => streams.remove(feed));
      await streams.add(feed);
      events = sendEvents(response, { type: 'text/event-stream' });
      events.comment(')');
      if (response.destroyed) streams.remove(feed);
    });
  }
  return router;
}

/** The activity that brought an item of a timeline: itself for a boost, the Create of a post. */
async function activityOf({ store }: MastodonParts, item: string) {
  const node = (await store.objects.get(item)) ?? (await store.activities.get(item));
  const author = node && authorOf(node);
  if (!node || author === undefined) return undefined;
  const own = (actorId: string): boolean => author === actorId;
  if (firstIri(node['actor']) !== undefined) return { id: node.id, own };
  const [id] = await store.activities.byActorAndObject(author, item);
  return id === undefined ? undefined : { id, own };
}
