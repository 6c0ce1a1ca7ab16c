import { hkdfSync } from 'node:crypto';
import { mailLogin } from './checkpoint-places.ts';
import type { Config } from './config.ts';
import type { Env } from './env.ts';
import { findSecret, type SecretSource } from './secret-source.ts';

/** Keys derived from the one secret, one for each use. Never printed: another type than `Config` on purpose. */
export interface Secrets {
  /** HMAC key of the gate's seals. */
  readonly seal: Uint8Array;
  /** Encrypts actors' private keys at rest. */
  readonly keys: Uint8Array;
  /** Encrypts held drafts at rest. */
  readonly holds: Uint8Array;
  /** HMAC key of bearer tokens. */
  readonly tokens: Uint8Array;
  /** HMAC key of what tries at signing in are counted by. */
  readonly throttle: Uint8Array;
  /** Ed25519 seed that the ledger's checkpoints are signed with. */
  readonly ledger: Uint8Array;
  /** Ed25519 seed that policy sets and their activations are signed with. */
  readonly policies: Uint8Array;
  /** Secret of the indexes that records and documents of a policy folder are kept as. */
  readonly hashes: Uint8Array;
  /** P-256 private key that push services know this server by. */
  readonly push: Uint8Array;
  /** Address of the MongoDB store, where there is one. */
  readonly storeUrl?: string;
  /** Of the object store of uploaded files, where there is one. */
  readonly media?: { readonly keyId: string; readonly secret: string };
  /** Of the mail server, where it wants one. */
  readonly mail?: { readonly user: string; readonly password: string };
  readonly source: SecretSource;
}

export type SecretsOutcome =
  | { readonly kind: 'ok'; readonly secrets: Secrets }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Finds the secret (or makes it in the data folder) and derives the keys: HKDF-SHA-256 (RFC 5869), 32 bytes each. */
export function toSecrets(env: Env, config: Config): SecretsOutcome {
  const found = findSecret(env, config);
  const media = mediaKeys(env, config);
  if (media === undefined) return { kind: 'invalid', problem: mediaKeysMissing };
  if (found.kind === 'invalid') return found;
  const login = mailLogin(env.values);
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', found.secret, '', `portico/v1/${use}`, 32));
  const secrets = {
    seal: derive('seal'),
    keys: derive('keys'),
    holds: derive('holds'),
    tokens: derive('tokens'),
    throttle: derive('throttle'),
    hashes: derive('hashes'),
    policies: derive('policies'),
    ledger: derive('ledger'),
    push: derive('push'),
    source: found.source,
    ...(config.media.kind === 's3' && { media }),
    ...(login && { mail: login }),
    ...(config.store.kind === 'mongodb' && { storeUrl: env.values.PORTICO_STORE ?? '' }),
  };
  return { kind: 'ok', secrets: unprintable(secrets) };
}

const mediaKeysMissing =
  'PORTICO_MEDIA names an object store: set PORTICO_MEDIA_KEY_ID and PORTICO_MEDIA_SECRET to its keys';

/** Empty keys where none are needed; undefined where they are and were not given. */
function mediaKeys({ values }: Env, { media }: Config): { keyId: string; secret: string } | undefined {
  const { PORTICO_MEDIA_KEY_ID: keyId, PORTICO_MEDIA_SECRET: secret } = values;
  if (media.kind === 'disk') return { keyId: '', secret: '' };
  return keyId === undefined || secret === undefined ? undefined : { keyId, secret };
}

/** Members that no serialiser and no `util.inspect` walks over, so that a stray log call prints `{}`. */
function unprintable(secrets: Secrets): Secrets {
  const hidden = Object.entries(secrets).map(([name, value]) => [name, { value, enumerable: false }] as const);
  return Object.freeze(Object.defineProperties({} as Secrets, Object.fromEntries(hidden)));
}
