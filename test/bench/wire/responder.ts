import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface Heard {
  /** Request line and headers. */
  readonly head: string;
  readonly body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * Listens on the loopback and answers each request with what `reply` gives, already in wire form. It reads no more of
 * HTTP/1.1 than what the contenders send (a head, a Content-Length, a body), so that it is never what limits them.
 * Returns the port.
 */
export async function respond(reply: (heard: Heard) => string): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => serve(socket, reply));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return address.port;
}

function serve(socket: Socket, reply: (heard: Heard) => string): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let heard = take(pending); heard; heard = take(pending)) {
      pending = pending.subarray(heard.length);
      socket.write(reply(heard));
    }
  });
}

/** The first whole request in the buffer. */
function take(buffer: Buffer): (Heard & { readonly length: number }) | undefined {
  const end = buffer.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = buffer.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const start = end + headEnd.length;
  if (buffer.length < start + length) return undefined;
  return { head, body: buffer.subarray(start, start + length), length: start + length };
}
