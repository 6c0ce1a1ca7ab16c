import { verify as verifySignature } from 'node:crypto';
import type { OwnedKey } from './owned-key.ts';
import { headerValue, repeated } from './raw-headers.ts';

/** The `Signature` header of draft-cavage-http-signatures-12. */
export interface CavageSignature {
  readonly keyId: string;
  /** Names of the signed components, lower case, in order. */
  readonly components: readonly string[];
  readonly signature: Buffer;
  /** Stated, never believed: the key's type decides. */
  readonly algorithm: string | undefined;
  /** Seconds since the epoch, as written. */
  readonly created: string | undefined;
  readonly expires: string | undefined;
}

const parameter = /[ ]*([A-Za-z]+)=(?:"([^"\\]*)"|(\d+))[ ]*(?:,(?=.)|$)/y;
const componentName = /^(\([a-z-]+\)|[a-z0-9!#$%&'*+.^_`|~-]+)$/;

/** Reads the header by its grammar and nothing beyond it; undefined for anything else, a parameter that comes twice included. */
export function parseCavage(header: string): CavageSignature | undefined {
  const parameters = parseParameters(header);
  const keyId = parameters?.get('keyId');
  const base64 = parameters?.get('signature');
  if (!parameters || !keyId || !base64) return undefined;
  const signature = Buffer.from(base64, 'base64');
  // Node skips what is no base64; only the one way to write these bytes is let through.
  if (signature.toString('base64') !== base64) return undefined;
  // The draft's default where no list is given.
  const components = (parameters.get('headers') ?? '(created)').toLowerCase().split(' ');
  if (!components.every((name) => componentName.test(name)) || new Set(components).size < components.length) {
    return undefined;
  }
  return {
    keyId,
    components,
    signature,
    algorithm: parameters.get('algorithm'),
    created: parameters.get('created'),
    expires: parameters.get('expires'),
  };
}

function parseParameters(header: string): Map<string, string> | undefined {
  // Printable ASCII alone: no line break, no NUL, nothing that two readers could decode in two ways.
  if (/[^ -~]/.test(header)) return undefined;
  const parameters = new Map<string, string>();
  parameter.lastIndex = 0;
  while (parameter.lastIndex < header.length) {
    const [, name, quoted, bare] = parameter.exec(header) ?? [];
    if (name === undefined || parameters.has(name)) return undefined;
    parameters.set(name, quoted ?? bare ?? '');
  }
  return parameters;
}

export interface SignedParts {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: readonly string[];
}

/**
 * The string that was signed; undefined where a component is missing or came twice. `host` is always the name we go by,
 * whatever a proxy made of the header: a request that was signed for another host doesn't verify.
 */
export function signingString(signed: CavageSignature, parts: SignedParts): string | undefined {
  let text = '';
  for (const name of signed.components) {
    const value = componentValue(name, signed, parts);
    if (value === undefined || value === repeated) return undefined;
    text += `${text === '' ? '' : '\n'}${name}: ${value}`;
  }
  return text;
}

function componentValue(
  name: string,
  signed: CavageSignature,
  { method, path, host, headers }: SignedParts,
): string | typeof repeated | undefined {
  switch (name) {
    case '(request-target)':
      return `${method.toLowerCase()} ${path}`;
    case '(created)':
      return signed.created;
    case '(expires)':
      return signed.expires;
    case 'host':
      return host;
    default: {
      const value = headerValue(headers, name);
      return typeof value === 'string' ? value.trim() : value;
    }
  }
}

/** The cryptographic check alone: RSA PKCS#1 v1.5 with SHA-256, or Ed25519, as the key is. */
export function madeBy({ key }: OwnedKey, text: string, signature: Buffer): boolean {
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'sha256' : null;
  // Node hands headers over with one character per byte.
  return verifySignature(algorithm, Buffer.from(text, 'latin1'), key, signature);
}
