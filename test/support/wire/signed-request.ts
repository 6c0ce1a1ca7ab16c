import { createHash, type KeyObject, sign } from 'node:crypto';
import type { InboundRequest } from '../../../federation/wire/index.ts';
import { keyPair, noon, ourOrigin } from './wires.ts';

/** How a request differs from an honest one. */
export interface Signing {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly keyId: string;
  readonly key?: KeyObject;
  /** Digest algorithm of the signature; `null` for Ed25519. */
  readonly hash?: string | null;
  readonly components?: readonly string[];
  readonly algorithm?: string | undefined;
  readonly created?: number;
  readonly expires?: number;
  /** Values that are signed and sent in the place of the honest ones; `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Path that is signed in the place of the one that is asked for. */
  readonly signedPath?: string;
}

/** Draft-cavage written out once more, independently of the code under test. */
export function signedRequest(signing: Signing): InboundRequest {
  const method = signing.method ?? 'POST';
  const path = signing.path ?? '/users/anna/inbox';
  const body = method === 'GET' ? undefined : Buffer.from(signing.body ?? '{"type":"Like"}');
  const headers: Record<string, string | undefined> = {
    host: new URL(ourOrigin).host,
    date: new Date(noon).toUTCString(),
    ...(body && { digest: `SHA-256=${createHash('sha256').update(body).digest('base64')}` }),
    ...signing.headers,
  };
  const components = signing.components ?? ['(request-target)', 'host', 'date', ...(body ? ['digest'] : [])];
  const values: Record<string, string | undefined> = {
    ...headers,
    '(request-target)': `${method.toLowerCase()} ${signing.signedPath ?? path}`,
    '(created)': signing.created?.toString(),
    '(expires)': signing.expires?.toString(),
  };
  const text = components.map((name) => `${name}: ${values[name] ?? ''}`).join('\n');
  const signature = sign(
    signing.hash === undefined ? 'sha256' : signing.hash,
    Buffer.from(text),
    signing.key ?? keyPair.privateKey,
  );
  const algorithm = 'algorithm' in signing ? signing.algorithm : 'rsa-sha256';
  const parameters = [
    `keyId="${signing.keyId}"`,
    ...(algorithm === undefined ? [] : [`algorithm="${algorithm}"`]),
    ...(signing.created === undefined ? [] : [`created=${signing.created}`]),
    ...(signing.expires === undefined ? [] : [`expires=${signing.expires}`]),
    `headers="${components.join(' ')}"`,
    `signature="${signature.toString('base64')}"`,
  ];
  const sent = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  return { method, path, headers: [...sent, 'Signature', parameters.join(',')], body };
}

/** The same request with the value of one header changed, or left out. */
export function withHeader(request: InboundRequest, name: string, value: string | undefined): InboundRequest {
  const headers: string[] = [];
  for (let at = 0; at < request.headers.length; at += 2) {
    const [key = '', old = ''] = request.headers.slice(at, at + 2);
    if (key.toLowerCase() !== name.toLowerCase()) headers.push(key, old);
  }
  return { ...request, headers: value === undefined ? headers : [...headers, name, value] };
}
