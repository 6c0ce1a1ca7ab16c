import { MIMEType } from 'node:util';

const activityStreams = 'https://www.w3.org/ns/activitystreams';

/** What a fetch of an ActivityStreams document asks for (ActivityPub §3.2). */
export const acceptActivity = `application/activity+json, application/ld+json; profile="${activityStreams}"`;

/**
 * True for the two media types of ActivityStreams and nothing else: what a server lets people upload is served with
 * other types, so their files can't pose as actors. Takes the header as it came; several headers are none.
 */
export function isActivityType(header: string | string[] | undefined): boolean {
  const type = parse(header);
  if (type?.essence === 'application/activity+json') return true;
  const profile = type?.essence === 'application/ld+json' ? type.params.get('profile') : null;
  return profile?.split(/\s+/).includes(activityStreams) ?? false;
}

/** True for pictures and recordings, and for what says nothing about itself: which one it is, the bytes decide. */
export function isFileType(header: string | string[] | undefined): boolean {
  const type = parse(header);
  return type !== undefined && (['image', 'video', 'audio'].includes(type.type) || type.essence === unspecific);
}

const unspecific = 'application/octet-stream';

export function isOneOf(header: string | string[] | undefined, types: readonly string[]): boolean {
  const type = parse(header);
  return type !== undefined && types.includes(type.essence);
}

function parse(header: string | string[] | undefined): MIMEType | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    return new MIMEType(header);
  } catch {
    return undefined;
  }
}
