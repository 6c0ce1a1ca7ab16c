import { type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

export interface SigningKey {
  readonly keyId: string;
  /** RSA. */
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
  /** `Collection-Synchronization` (FEP-8fcf): sent, and covered by the signature. */
  readonly synchronization?: string;
}

export interface GetToSign {
  readonly url: string;
  readonly actorId: string;
  readonly at: number;
}

export interface Signer {
  /** Headers of a signed POST of an activity: host, date, digest, content type and the signature. */
  signPost(post: PostToSign): Promise<Record<string, string>>;
  /** Headers of a signed GET, by draft-cavage. */
  signGet(get: GetToSign): Promise<Record<string, string>>;
}

/** Name of the header that FEP-8fcf defines. */
export const synchronizationName = 'collection-synchronization';
const activityType = 'application/activity+json';
// On the thread pool: a signature is most of the work of a delivery, and the event loop has other things to do.
const signOnThreadPool = promisify(sign);

/** Signs what this server sends. Sign when sending, not when queueing: the date must be fresh and the key current. */
export function createSigner(keys: SigningKeys): Signer {
  return {
    async signPost(post) {
      const key = await keys.keyOf(post.actorId);
      return post.scheme === 'rfc9421' ? signMessage(key, post) : signCavagePost(key, post);
    },
    async signGet({ url, actorId, at }) {
      const { host, pathname, search } = new URL(url);
      const signed = { host, date: new Date(at).toUTCString() };
      return signCavage(await keys.keyOf(actorId), `get ${pathname}${search}`, signed);
    },
  };
}

function signCavagePost(
  key: SigningKey,
  { url, digest, at, synchronization }: PostToSign,
): Promise<Record<string, string>> {
  const { host, pathname, search } = new URL(url);
  return signCavage(key, `post ${pathname}${search}`, {
    host,
    date: new Date(at).toUTCString(),
    // Some servers know the algorithm by its upper-case name only.
    digest: `SHA-256=${digest}`,
    'content-type': activityType,
    ...(synchronization !== undefined && { [synchronizationName]: synchronization }),
  });
}

/** draft-cavage-http-signatures-12: what every server reads. */
async function signCavage(
  key: SigningKey,
  target: string,
  headers: Record<string, string>,
): Promise<Record<string, string>> {
  let text = `(request-target): ${target}`;
  for (const name of Object.keys(headers)) text += `\n${name}: ${headers[name]}`;
  const signature = await rsaSha256(key, text);
  const names = `(request-target) ${Object.keys(headers).join(' ')}`;
  return {
    ...headers,
    signature: `keyId="${key.keyId}",algorithm="rsa-sha256",headers="${names}",signature="${signature}"`,
  };
}

/**
 * RFC 9421 with the components that servers require. Written out here because Fedify's signer wants an extractable key
 * and a whole request, and hashes the body again for every recipient.
 */
async function signMessage(
  key: SigningKey,
  { url, digest, at, synchronization }: PostToSign,
): Promise<Record<string, string>> {
  const { host, href } = new URL(url);
  const contentDigest = `sha-256=:${digest}:`;
  const more = synchronization === undefined ? '' : ` "${synchronizationName}"`;
  const parameters =
    `("@method" "@target-uri" "content-digest" "content-type"${more})` +
    `;created=${Math.floor(at / 1_000)};keyid="${key.keyId}";alg="rsa-v1_5-sha256"`;
  const text = [
    '"@method": POST',
    `"@target-uri": ${href}`,
    `"content-digest": ${contentDigest}`,
    `"content-type": ${activityType}`,
    ...(synchronization === undefined ? [] : [`"${synchronizationName}": ${synchronization}`]),
    `"@signature-params": ${parameters}`,
  ].join('\n');
  return {
    host,
    date: new Date(at).toUTCString(),
    'content-digest': contentDigest,
    'content-type': activityType,
    ...(synchronization !== undefined && { [synchronizationName]: synchronization }),
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${await rsaSha256(key, text)}:`,
  };
}

async function rsaSha256({ keyId, privateKey }: SigningKey, text: string): Promise<string> {
  if (privateKey.asymmetricKeyType !== 'rsa') throw new TypeError(`the key \`${keyId}\` is not an rsa key`);
  const signature = await signOnThreadPool('sha256', Buffer.from(text), privateKey);
  return signature.toString('base64');
}
