import type { KeyObject } from 'node:crypto';

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export interface SigningKeys {
  /** The key an actor signs with; rejects where the actor has none. Called for every signature: keep key objects ready. */
  keyOf(actorId: string): Promise<SigningKey>;
}

export type SignatureScheme = 'draft-cavage' | 'rfc9421';

export interface PostToSign {
  readonly url: string;
  /** SHA-256 of the body, base64: computed once per activity, not per recipient. */
  readonly digest: string;
  readonly actorId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `draft-cavage` unless the host has asked for RFC 9421. */
  readonly scheme?: SignatureScheme;
}

export interface GetToSign {
  readonly url: string;
  readonly actorId: string;
  readonly at: number;
}

export interface Signer {
  /** Headers of a signed POST: `host`, `date`, `digest` (or `content-digest`), `content-type` and the signature. */
  signPost(post: PostToSign): Promise<Record<string, string>>;
  /** Headers of a signed GET. */
  signGet(get: GetToSign): Promise<Record<string, string>>;
}
