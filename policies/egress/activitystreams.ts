import { isBoolean, isDateTime, isDuration, isLanguageTag, isName } from './forms.ts';
import { isKnownType, isLinkRelation, isMediaType, isTypeName, isUnit } from './known-values.ts';
import {
  address,
  html,
  languages,
  media,
  never,
  number,
  type PropertyRule,
  part,
  structural,
  text,
  url,
} from './property-rule.ts';

const thing = address('object');
const dateTime = structural(isDateTime);
const typeName: PropertyRule = { class: 'structural', admits: isTypeName, inert: isKnownType };

/** Properties of ActivityStreams 2.0 (vocabulary §4) and ActivityPub (§3, §4). */
export const activityStreams: Readonly<Record<string, PropertyRule>> = {
  id: address(),
  type: typeName,
  formerType: typeName,

  actor: thing,
  attributedTo: thing,
  object: thing,
  target: thing,
  origin: thing,
  result: thing,
  instrument: thing,
  inReplyTo: thing,
  context: { ...thing, admits: isName },
  describes: thing,
  subject: thing,
  relationship: thing,
  generator: thing,
  location: thing,
  tag: thing,
  replies: thing,
  likes: thing,
  shares: thing,
  items: thing,
  orderedItems: thing,
  first: thing,
  last: thing,
  next: thing,
  prev: thing,
  current: thing,
  partOf: thing,

  to: address(),
  cc: address(),
  audience: address(),
  bto: never,
  bcc: never,

  name: text,
  nameMap: languages('text'),
  summary: html,
  summaryMap: languages('html'),
  content: html,
  contentMap: languages('html'),
  source: part('source'),
  oneOf: part('object'),
  anyOf: part('object'),

  url: url('object'),
  href: url(),
  hreflang: structural(isLanguageTag),
  rel: structural(isLinkRelation),
  mediaType: structural(isMediaType),
  attachment: media(),
  icon: media(),
  image: media(),
  preview: media(),

  published: dateTime,
  updated: dateTime,
  deleted: dateTime,
  startTime: dateTime,
  endTime: dateTime,
  closed: structural((value) => isBoolean(value) || isDateTime(value)),
  duration: structural(isDuration),
  units: structural(isUnit),

  accuracy: number,
  altitude: number,
  latitude: number,
  longitude: number,
  radius: number,
  height: number,
  width: number,
  startIndex: number,
  totalItems: number,

  inbox: address(),
  outbox: thing,
  followers: thing,
  following: thing,
  liked: thing,
  streams: thing,
  endpoints: part('endpoints'),
  preferredUsername: text,
  preferredUsernameMap: languages('text'),
};

/** `endpoints` of an actor (ActivityPub §4.1). */
export const endpoints: Readonly<Record<string, PropertyRule>> = {
  id: address(),
  sharedInbox: address(),
  proxyUrl: url(),
  uploadMedia: url(),
  oauthAuthorizationEndpoint: url(),
  oauthTokenEndpoint: url(),
  provideClientKey: url(),
  signClientKey: url(),
};

/** `source` of an object (ActivityPub §3.3): what its author typed, in their markup. */
export const source: Readonly<Record<string, PropertyRule>> = {
  content: text,
  contentMap: languages('text'),
  mediaType: structural(isMediaType),
};
