import type { Reader, ReadOutcome } from '../../federation/index.ts';
import type { JsonObject } from '../../policies/index.ts';

type Inside = Extract<ReadOutcome, { kind: 'inside' }>;

/**
 * What somebody reads of their own, with the doors that are theirs alone: the actor's `endpoints` (ActivityPub §4.1) and
 * the `eventStream` of inbox and outbox (SWICG server-sent events).
 */
export function withDoors(outcome: Inside, reader: Reader, origin: string): Inside {
  if (reader.kind !== 'colleague' || outcome.status !== 200 || !outcome.body.includes(reader.actorId)) return outcome;
  const document = JSON.parse(outcome.body) as JsonObject;
  const { id } = document;
  if (id === reader.actorId)
    return { ...outcome, body: JSON.stringify({ ...document, endpoints: endpointsOf(document, origin) }) };
  const streamed = id === `${reader.actorId}/inbox` || id === `${reader.actorId}/outbox`;
  return streamed ? { ...outcome, body: JSON.stringify({ ...document, eventStream: `${id}/events` }) } : outcome;
}

function endpointsOf({ endpoints }: JsonObject, origin: string): JsonObject {
  const known = typeof endpoints === 'object' && endpoints !== null && !Array.isArray(endpoints) ? endpoints : {};
  return {
    ...known,
    proxyUrl: `${origin}/proxy`,
    oauthAuthorizationEndpoint: `${origin}/oauth/authorize`,
    oauthTokenEndpoint: `${origin}/oauth/token`,
  };
}
