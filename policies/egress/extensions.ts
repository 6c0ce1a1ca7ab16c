import { isBlurhash, isBoolean, isName, isPublicKeyPem } from './forms.ts';
import { isActorType, isKnownType } from './known-values.ts';
import { address, html, never, number, type PropertyRule, part, structural, url } from './property-rule.ts';

const flag = structural(isBoolean);

/**
 * A key leaves as the key of the actor that the document is or updates, and nowhere else: key material is the one long
 * string that nothing reads.
 */
const publicKey: PropertyRule = {
  ...part('key'),
  where: (value, actor, pointer) =>
    (pointer === '' || pointer === '/object') &&
    isActorType(actor['type']) &&
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    typeof value['owner'] === 'string' &&
    value['owner'] === actor['id'],
};

/** Terms of Mastodon, schema.org, OStatus, security/v1 and quotes (FEP-044f) on an object. */
export const extensions: Readonly<Record<string, PropertyRule>> = {
  sensitive: flag,
  discoverable: flag,
  indexable: flag,
  manuallyApprovesFollowers: flag,
  memorial: flag,
  suspended: flag,
  votersCount: number,
  blurhash: { class: 'media', admits: isBlurhash, inert: () => false },
  focalPoint: number,
  featured: address('object'),
  featuredTags: address('object'),
  alsoKnownAs: address(),
  movedTo: address(),

  value: html,

  atomUri: url(),
  inReplyToAtomUri: url(),
  conversation: { ...address(), admits: isName },

  publicKey,
  privateKey: never,
  privateKeyPem: never,
  privateKeyMultibase: never,
  privateKeyBase58: never,
  privateKeyJwk: never,
  secretKey: never,
  secretKeyMultibase: never,
  secretKeyJwk: never,

  quote: address('object'),
  quoteUrl: address(),
  quoteUri: address(),
  quoteAuthorization: address('object'),
  likeAuthorization: address('object'),
  replyAuthorization: address('object'),
  announceAuthorization: address('object'),
  interactingObject: address('object'),
  interactionTarget: address('object'),
  interactionPolicy: part('interaction-policy'),
};

/** `publicKey` of an actor (security/v1). */
export const key: Readonly<Record<string, PropertyRule>> = {
  id: address(),
  type: structural(isKnownType),
  owner: address(),
  publicKeyPem: structural(isPublicKeyPem),
};

/** `interactionPolicy` and its parts (FEP-044f, GoToSocial): who may quote, like, answer or boost, with or without asking. */
export const interactionPolicy: Readonly<Record<string, PropertyRule>> = {
  canQuote: part('interaction-policy'),
  canLike: part('interaction-policy'),
  canReply: part('interaction-policy'),
  canAnnounce: part('interaction-policy'),
  automaticApproval: address(),
  manualApproval: address(),
};
