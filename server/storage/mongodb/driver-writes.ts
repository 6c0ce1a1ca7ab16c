import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import { MongoNetworkError } from 'mongodb';

/** What is used of a class that the driver keeps to itself. */
interface DriverConnection {
  readonly socket: Duplex;
  writeCommand(this: DriverConnection, command: unknown, options: unknown): Promise<void>;
}

let mended = false;

/**
 * Makes a command fail whose connection ends before it is written. The driver (7.9.0) waits for room in the socket's buffer
 * and for ever: a socket that is closed refuses what is written and never has room again. Whoever commits, and the
 * heartbeat that looks for the server, would wait with it. Throws where the driver is another one than this was made for.
 */
export function mendDriverWrites(): void {
  if (mended) return;
  const load = createRequire(import.meta.url);
  const { Connection } = load('mongodb/lib/cmap/connection.js') as { Connection: { prototype: DriverConnection } };
  const { writeCommand } = Connection.prototype;
  if (typeof writeCommand !== 'function') throw new Error('the MongoDB driver writes in another way than 7.9 does');
  Connection.prototype.writeCommand = function (command, options) {
    return unlessClosed(this.socket, () => writeCommand.call(this, command, options));
  };
  mended = true;
}

async function unlessClosed(socket: Duplex, write: () => Promise<void>): Promise<void> {
  const { promise: closed, reject } = Promise.withResolvers<never>();
  const onClose = (): void => reject(new MongoNetworkError('the connection ended before a command was written'));
  if (socket.closed) onClose();
  socket.once('close', onClose);
  try {
    await Promise.race([closed, write()]);
  } finally {
    socket.off('close', onClose);
  }
}
