import { oneOf } from './forms.ts';
import type { Leaf } from './leaf.ts';

const actors = ['Application', 'Group', 'Organization', 'Person', 'Service'];

const isActorName = oneOf(...actors);

/** One of the five actor types (ActivityStreams vocabulary §3.2), also where it is the only one of a list. */
export function isActorType(type: unknown): boolean {
  return Array.isArray(type)
    ? type.length === 1 && isActorType(type[0])
    : typeof type === 'string' && isActorName(type);
}

/** Types whose names say nothing about an author: ActivityStreams and the extensions that Portico writes. */
export const isKnownType = oneOf(
  ...actors,
  ...['Accept', 'Add', 'Announce', 'Arrive', 'Block', 'Create', 'Delete', 'Dislike', 'Flag', 'Follow', 'Ignore'],
  ...['Invite', 'Join', 'Leave', 'Like', 'Listen', 'Move', 'Offer', 'Question', 'Read', 'Reject', 'Remove'],
  ...['TentativeAccept', 'TentativeReject', 'Travel', 'Undo', 'Update', 'View'],
  ...['Activity', 'IntransitiveActivity', 'Object', 'Link', 'Mention'],
  ...['Collection', 'CollectionPage', 'OrderedCollection', 'OrderedCollectionPage'],
  ...['Article', 'Audio', 'Document', 'Event', 'Image', 'Note', 'Page', 'Place', 'Profile', 'Relationship'],
  ...['Tombstone', 'Video'],
  ...['IsFollowing', 'IsFollowedBy', 'IsContact', 'IsMember'],
  ...['Hashtag', 'Emoji', 'PropertyValue', 'Key', 'CryptographicKey'],
  ...['QuoteRequest', 'QuoteAuthorization', 'EmojiReact'],
  ...['LikeRequest', 'ReplyRequest', 'AnnounceRequest'],
  ...['LikeAuthorization', 'ReplyAuthorization', 'AnnounceAuthorization'],
);

const typeName = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/** A type by a compact name; those outside the known list are read as text. */
export function isTypeName(value: Leaf): boolean {
  return typeof value === 'string' && typeName.test(value);
}

/** Media types that may be named. The subtype of an unregistered one has room for words. */
export const isMediaType = oneOf(
  ...['text/html', 'text/plain', 'text/markdown', 'text/csv', 'text/calendar', 'text/vtt', 'text/x.misskeymarkdown'],
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/heic', 'image/svg+xml', 'image/jxl'],
  ...['image/bmp', 'image/tiff', 'image/vnd.microsoft.icon', 'image/x-icon'],
  ...['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'video/x-matroska', 'video/mpeg'],
  ...['audio/mpeg', 'audio/ogg', 'audio/opus', 'audio/wav', 'audio/x-wav', 'audio/flac', 'audio/mp4', 'audio/aac'],
  ...['audio/webm', 'application/pdf', 'application/zip', 'application/octet-stream', 'application/json'],
  ...['application/activity+json', 'application/ld+json', 'application/jrd+json', 'application/xrd+xml'],
  ...[
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
    'application/rss+xml',
    'application/atom+xml',
  ],
);

/** Link relations (IANA register, HTML, and the IRIs of discovery documents). */
export const isLinkRelation = oneOf(
  ...['alternate', 'author', 'canonical', 'describedby', 'icon', 'license', 'lrdd', 'me', 'nofollow', 'noopener'],
  ...['noreferrer', 'preview', 'self', 'tag', 'ugc'],
  ...['http://webfinger.net/rel/profile-page', 'http://webfinger.net/rel/avatar'],
  ...['http://ostatus.org/schema/1.0/subscribe'],
  ...['Announce', 'Create', 'Follow', 'Like', 'Object'].map((intent) => `https://w3id.org/fep/3b86/${intent}`),
  ...['http://nodeinfo.diaspora.software/ns/schema/2.0', 'http://nodeinfo.diaspora.software/ns/schema/2.1'],
  ...['https://www.w3.org/ns/activitystreams#Application'],
);

/** `units` of the ActivityStreams vocabulary; its free IRI form is left out. */
export const isUnit = oneOf('cm', 'feet', 'inches', 'km', 'm', 'miles');

/** Protocols and services of the NodeInfo schema that a server may claim. */
export const isProtocol = oneOf('activitypub');
