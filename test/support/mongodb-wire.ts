import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

const headerBytes = 16;
const opReply = 1;
const opMsg = 2013;

/** What a server says to one command; undefined where it has no answer of its own. */
export type Answer = (command: Document) => Document | undefined | Promise<Document | undefined>;

/**
 * Speaks the MongoDB protocol and says what a test wants it to: a MongoDB 8.0, a replica set of one member, where the
 * test says nothing. Keeps nothing.
 */
export class MongoWire implements AsyncDisposable {
  /** `mongodb://…`, of this one server. */
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, port: number, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.url = `mongodb://127.0.0.1:${port}/portico?directConnection=true`;
  }

  static async start(answer: Answer): Promise<MongoWire> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      void converse(socket, answer);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
    return new MongoWire(server, address.port, sockets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function converse(socket: Socket, answer: Answer): Promise<void> {
  let read = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      read = Buffer.concat([read, chunk as Buffer]);
      while (read.length >= 4 && read.length >= read.readInt32LE(0)) {
        const message = read.subarray(0, read.readInt32LE(0));
        read = read.subarray(message.length);
        const reply = await replyTo(commandIn(message), answer);
        if (!socket.destroyed) socket.write(framed(message, BSON.serialize(reply)));
      }
    }
  } catch {
    // The other side, or the test, has ended it.
  }
}

function commandIn(message: Buffer): Document {
  if (message.readInt32LE(12) !== opMsg) return documentAt(message, message.indexOf(0, headerBytes + 4) + 1 + 8);
  const command: Document = {};
  // One section is the command; the others are what it writes, where that is much.
  for (let at = headerBytes + 4; at < message.length; at += 1 + message.readInt32LE(at + 1)) {
    if (message[at] === 0) Object.assign(command, documentAt(message, at + 1));
    else Object.assign(command, sequenceIn(message.subarray(at + 5, at + 1 + message.readInt32LE(at + 1))));
  }
  return command;
}

/** A name and the documents that go by it. */
function sequenceIn(bytes: Buffer): Document {
  const documents: Document[] = [];
  const begin = bytes.indexOf(0) + 1;
  for (let at = begin; at < bytes.length; at += bytes.readInt32LE(at)) documents.push(documentAt(bytes, at));
  return { [bytes.toString('utf8', 0, begin - 1)]: documents };
}

function documentAt(message: Buffer, index: number): Document {
  return BSON.deserialize(message.subarray(index, index + message.readInt32LE(index)));
}

async function replyTo(command: Document, answer: Answer): Promise<Document> {
  const given = await answer(command);
  const isHello = 'hello' in command || 'ismaster' in command || 'isMaster' in command;
  if (isHello) return { ...hello(), ...given };
  if (given) return given;
  if ('buildInfo' in command) return { version: '8.0.0', ok: 1 };
  const reads = ['find', 'aggregate', 'listCollections', 'listIndexes'].some((name) => name in command);
  return reads ? { cursor: { id: 0n, ns: 'portico.none', firstBatch: [] }, ok: 1 } : { ok: 1 };
}

function hello(): Document {
  const sizes = { maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 };
  const wire = { minWireVersion: 0, maxWireVersion: 25, helloOk: true };
  const set = { setName: 'rs', isWritablePrimary: true, ismaster: true, secondary: false };
  return { ...sizes, ...wire, ...set, localTime: new Date(), ok: 1 };
}

function framed(request: Buffer, document: Uint8Array): Buffer {
  const isMessage = request.readInt32LE(12) === opMsg;
  const before = isMessage ? Buffer.alloc(5) : Buffer.alloc(20);
  if (!isMessage) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(headerBytes);
  header.writeInt32LE(headerBytes + before.length + document.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(isMessage ? opMsg : opReply, 12);
  return Buffer.concat([header, before, document]);
}
