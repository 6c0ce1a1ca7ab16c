import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const s3Keys = { keyId: 'KEYID', secret: 'not so secret' } as const;

/** An object store with one bucket in memory, which takes requests signed with `s3Keys` alone (AWS Signature Version 4). */
export interface S3Server extends AsyncDisposable {
  readonly endpoint: string;
  readonly objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly mediaType: string }>;
  /** What every request is answered with from here on. */
  breakWith(status: number | undefined): void;
}

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, { bytes: Buffer; mediaType: string }>();
  let broken: number | undefined;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? '';
    const respond = (status: number, bytes?: Buffer): void => void response.writeHead(status).end(bytes);
    if (broken !== undefined) return respond(broken);
    if (!isSigned(request, body)) return respond(403);
    if (request.method === 'PUT') {
      objects.set(path, { bytes: body, mediaType: String(request.headers['content-type']) });
      return respond(200);
    }
    if (request.method === 'DELETE') return respond(objects.delete(path) ? 204 : 404);
    const found = objects.get(path);
    return found ? respond(200, found.bytes) : respond(404);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    breakWith(status) {
      broken = status;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const [, scope = '', names = '', given] =
    /^AWS4-HMAC-SHA256 Credential=KEYID\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const digest = createHash('sha256').update(body).digest('hex');
  if (headers['x-amz-content-sha256'] !== digest) return false;
  const signed = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = [method, url, '', signed.join(''), names, digest].join('\n');
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hashed].join('\n');
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${s3Keys.secret}`),
    );
  return createHmac('sha256', key).update(text).digest('hex') === given;
}
