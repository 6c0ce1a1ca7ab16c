import type { Request } from 'express';

const ldJson = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const activityJson = 'application/activity+json';

/**
 * The ActivityStreams media type to answer with (ActivityPub §3.2); undefined for a reader that takes none. Readers that
 * take anything, or plain JSON, or also HTML, get it too.
 */
export function negotiate(request: Request): string | undefined {
  const accepted = request.accepts([activityJson, ldJson, 'application/ld+json', 'application/json']);
  if (accepted === false) return undefined;
  return accepted.startsWith('application/ld+json') ? ldJson : activityJson;
}

/** Media types that an activity may be posted in. */
export const postTypes = ['application/activity+json', 'application/ld+json', 'application/json'];
