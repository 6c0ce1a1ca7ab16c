import { textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route } from '../door.ts';
import { linkEntity } from '../entities/trend.ts';
import { trending } from '../trending.ts';
import { tagEntities } from './tags.ts';

function limitOf({ parameters }: Call): number {
  const given = Number(textOf(parameters['limit']) ?? 10);
  return Number.isInteger(given) && given > 0 ? Math.min(given, 40) : 10;
}

/** Hashtags by how many people used them lately. */
async function tags(call: Call, parts: MastodonParts): Promise<Answer> {
  const names = (await trending('tags', parts)).map(({ item }) => item);
  return ok(await tagEntities(names.slice(0, limitOf(call)), call.account.actorId, parts));
}

/** Pages by how many people linked to them lately. */
async function links(call: Call, parts: MastodonParts): Promise<Answer> {
  const most = (await trending('links', parts)).slice(0, limitOf(call));
  return ok(most.map(({ item, score }) => linkEntity(item, score, parts.clock())));
}

/** Posts by how often they were liked and boosted. */
async function statuses(call: Call, parts: MastodonParts): Promise<Answer> {
  const liked = (await trending('statuses', parts)).map(({ item }) => item);
  return ok(await parts.present.statuses(liked.slice(0, limitOf(call)), call.account));
}

export const trendRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/trends/tags', scope: 'read', handle: tags },
  { method: 'get', path: '/api/v1/trends', scope: 'read', handle: tags },
  { method: 'get', path: '/api/v1/trends/links', scope: 'read', handle: links },
  { method: 'get', path: '/api/v1/trends/statuses', scope: 'read', handle: statuses },
];
