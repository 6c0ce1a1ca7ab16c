import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Json, JsonObject } from '../../policies/index.ts';
import { canonicalHost, sameOrigin } from './origins.ts';

/** A public key together with the actor whose own document lists it. */
export interface OwnedKey {
  readonly keyId: string;
  readonly actorId: string;
  /** Canonical host of the actor. */
  readonly host: string;
  /** The actor document, served at exactly `actorId`. */
  readonly actor: JsonObject;
  readonly pem: string;
  /** RSA or Ed25519: the key's type alone decides by which algorithm signatures are verified. */
  readonly key: KeyObject;
}

export type KeyOwnership =
  | { readonly kind: 'owned'; readonly owned: OwnedKey }
  | { readonly kind: 'refused'; readonly reason: string };

export interface KeyStrength {
  readonly rsaBitsMin: number;
  readonly rsaBitsMax: number;
}

const actorTypes = new Set(['Application', 'Group', 'Organization', 'Person', 'Service']);

/** True for a document of one of the actor types of ActivityStreams. */
export function isActor(document: JsonObject): boolean {
  return listOf(document.type).some((type) => typeof type === 'string' && actorTypes.has(type));
}

/**
 * Takes a key out of an actor document that was served at its own id. The key is the actor's where that document lists
 * exactly this key id once, names itself as the owner, and both are of one origin. What any other document says about a
 * key and its owner proves nothing.
 */
export function ownedKey(actor: JsonObject, keyId: string, strength: KeyStrength): KeyOwnership {
  const actorId = actor.id;
  if (typeof actorId !== 'string' || !isActor(actor)) return refused('the key leads to no actor');
  const host = canonicalHost(actorId);
  if (host === undefined || !sameOrigin(actorId, keyId))
    return refused('the key and its actor are on different origins');
  const listed = listOf(actor.publicKey)
    .filter(isObject)
    .filter((entry) => entry.id === keyId);
  const [entry, another] = listed;
  if (!entry || another) return refused('the actor does not list exactly this key');
  if (entry.owner !== actorId) return refused('the key names another owner than its actor');
  const pem = entry.publicKeyPem;
  const key = typeof pem === 'string' ? publicKey(pem, strength) : undefined;
  if (typeof pem !== 'string' || !key) return refused('the key is no public key that this server accepts');
  return { kind: 'owned', owned: { keyId, actorId, host, actor, pem, key } };
}

function publicKey(pem: string, { rsaBitsMin, rsaBitsMax }: KeyStrength): KeyObject | undefined {
  // A private key or a certificate would be read as well.
  if (!/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) return undefined;
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return undefined;
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < rsaBitsMin || modulusLength > rsaBitsMax) return undefined;
  // A huge exponent makes every verification slow.
  return publicExponent <= 0xffff_ffffn ? key : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(reason: string): KeyOwnership {
  return { kind: 'refused', reason };
}
