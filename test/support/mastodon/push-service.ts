import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly path: string;
  readonly body: Buffer;
}

/** A push service on the loopback, and the app behind it: only the app has the keys to read what comes (RFC 8291). */
export class PushService {
  readonly received: Received[] = [];
  /** What the next messages are answered with; 201 once they are used up. */
  readonly answers: number[] = [];
  readonly #server: Server;
  readonly #app: ECDH;
  readonly #secret = randomBytes(16);

  private constructor(server: Server) {
    this.#server = server;
    this.#app = createECDH('prime256v1');
    this.#app.generateKeys();
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      this.received.push({ headers: request.headers, path: request.url ?? '', body });
      response.writeHead(this.answers.shift() ?? 201).end();
    });
  }

  /** `watch` is given each connection before anything came by it. */
  static async start(watch: (socket: Socket) => void = () => undefined): Promise<PushService> {
    const server = createServer().on('connection', watch).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PushService(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What the app tells the server to send to. */
  subscription(path = '/send/1'): object {
    const keys = { p256dh: this.#app.getPublicKey('base64url'), auth: this.#secret.toString('base64url') };
    return { endpoint: `${this.origin}${path}`, keys, standard: true };
  }

  /** What the app reads of a message in the encoding aes128gcm (RFC 8188). */
  read({ body }: Received): Record<string, unknown> {
    const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 86)];
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#app.getPublicKey(), theirs]);
    const shared = Buffer.from(hkdfSync('sha256', this.#app.computeSecret(theirs), this.#secret, info, 32));
    const derived = (use: string, size: number): Buffer =>
      Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from(`Content-Encoding: ${use}\0`), size));
    const decipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
    decipher.setAuthTag(body.subarray(-16));
    const padded = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')) as Record<string, unknown>;
  }

  /** The claims of the server's token, where it is signed with the key that it names (RFC 8292); else undefined. */
  claims({ headers }: Received): { readonly key: string; readonly aud: string; readonly sub: string } | undefined {
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    const [head = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const publicKey = { key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
    const signed = verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'));
    return signed ? { key, ...JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) } : undefined;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
