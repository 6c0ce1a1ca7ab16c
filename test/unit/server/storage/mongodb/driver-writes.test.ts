import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { MongoNetworkError } from 'mongodb';
import { mendDriverWrites } from '../../../../../server/storage/mongodb/driver-writes.ts';

interface DriverConnection {
  writeCommand(this: unknown, command: unknown, options: unknown): Promise<void>;
}
const load = createRequire(import.meta.url);
const { Connection } = load('mongodb/lib/cmap/connection.js') as { Connection: { prototype: DriverConnection } };

/** The driver asks a command for its bytes, which takes a turn of the event loop, and writes them then. */
const write = (socket: PassThrough, asked: () => void = () => undefined): Promise<void> => {
  const command = {
    async toBin() {
      asked();
      return [Buffer.from('a command')];
    },
  };
  return Connection.prototype.writeCommand.call({ socket }, command, { agreedCompressor: 'none' });
};

describe('a command to MongoDB whose connection ends', () => {
  beforeAll(() => mendDriverWrites());

  it('before it is written fails at once', async () => {
    const socket = new PassThrough();
    socket.destroy();
    await expect(write(socket)).rejects.toBeInstanceOf(MongoNetworkError);
  }, 5_000);

  it('while it is about to be written fails, and is not waited for', async () => {
    const socket = new PassThrough();
    await expect(write(socket, () => socket.destroy())).rejects.toBeInstanceOf(MongoNetworkError);
  }, 5_000);

  it('while it waits for room to be written fails', async () => {
    const socket = new PassThrough({ highWaterMark: 1 });
    const writing = write(socket, () => setImmediate(() => socket.destroy()));
    await expect(writing).rejects.toBeInstanceOf(MongoNetworkError);
  }, 5_000);

  it('not at all is written', async () => {
    const socket = new PassThrough();
    await write(socket);
    expect(String(socket.read())).toBe('a command');
    expect(socket.listenerCount('close')).toBe(new PassThrough().listenerCount('close'));
  });
});
