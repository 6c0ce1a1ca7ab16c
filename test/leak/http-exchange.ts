import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decoded } from './views.ts';

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** After de-chunking and decompressing. */
  readonly body: Buffer;
  /** Every byte as the socket received it. */
  readonly raw: Buffer;
}

/** One HTTP/1.1 request over a socket of its own, with every byte of the answer kept. */
export async function exchange(origin: string, { method, path, headers = {}, body }: Request): Promise<Response> {
  const { hostname, port, host } = new URL(origin);
  const lines = Object.entries({
    host,
    'user-agent': 'outsider',
    connection: 'close',
    ...headers,
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
  return parseResponse(await buffer(socket), method);
}

/** Reads a whole answer (RFC 9112). Throws where it is none. */
export function parseResponse(raw: Buffer, method: string): Response {
  const end = raw.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = raw.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`no answer to ${method}: \`${raw.toString('latin1').slice(0, 80)}\``);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    headers[name.toLowerCase()] = value.join(':').trim();
  }
  const sent = raw.subarray(end + 4);
  const whole = headers['transfer-encoding'] === 'chunked' ? dechunked(sent) : sent;
  return { status, headers, body: decoded(whole, headers['content-encoding'] ?? 'identity'), raw };
}

function dechunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (end < 0 || Number.isNaN(size) || size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
