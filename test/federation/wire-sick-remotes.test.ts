import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Wire } from '../../federation/wire/index.ts';
import { mintedRelease } from '../support/wire/minted-release.ts';
import { loopbackWire, noon } from '../support/wire/wires.ts';

/** Whatever a remote server does with its socket, a fetch and a delivery come back with a value, in time. */
let server: Server;
let sockets: Set<Socket>;
let behaviour: (socket: Socket) => void;
let url: string;
let wire: Wire;

beforeEach(async () => {
  sockets = new Set();
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => behaviour(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://sick.example:${(server.address() as AddressInfo).port}/users/x`;
  wire = loopbackWire({ limits: { requestDeadline: 500 } });
});

afterEach(async () => {
  await wire.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

const release = mintedRelease('{}');

const flood = (socket: Socket, piece: string) => {
  const more = () => {
    while (socket.writable && socket.write(piece));
    socket.once('drain', more);
  };
  more();
};

const type = 'content-type: application/activity+json\r\n';
const remotes: [how: string, behave: (socket: Socket) => void, fetched: string | RegExp, posted: string | RegExp][] = [
  ['says nothing', () => undefined, 'timeout', 'timeout'],
  ['hangs up', (socket) => socket.end(), 'reset', 'reset'],
  ['resets', (socket) => socket.resetAndDestroy(), 'reset', 'reset'],
  ['speaks another protocol', (socket) => socket.end('220 smtp\r\n'), 'protocol', 'protocol'],
  ['stops in its status line', (socket) => socket.write('HTTP/1.1 20'), 'timeout', 'timeout'],
  ['stops in its headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nx: y'), 'timeout', 'timeout'],
  ['hangs up in its headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nx: y'), 'reset', 'reset'],
  [
    'sends headers without end',
    (socket) => flood(socket.setNoDelay(), `x: ${'y'.repeat(1_000)}\r\n`),
    'protocol',
    'protocol',
  ],
  [
    'sends header after header',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, `x: ${'y'.repeat(1_000)}\r\n`);
    },
    'protocol',
    'protocol',
  ],
  [
    'says 100 over and over',
    (socket) => flood(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
    /timeout|reset/,
    /timeout|reset/,
  ],
  [
    'says 103 and then nothing',
    (socket) => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
    'timeout',
    'timeout',
  ],
  [
    'switches protocols',
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    'reset',
    'reset',
  ],
  [
    'stops in its body',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\n${type}content-length: 10\r\n\r\n{`),
    'timeout',
    '200',
  ],
  [
    'hangs up in its body',
    (socket) => socket.end(`HTTP/1.1 200 OK\r\n${type}content-length: 10\r\n\r\n{`),
    'reset',
    '200',
  ],
  [
    'sends a chunk that is none',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\n${type}transfer-encoding: chunked\r\n\r\nzz\r\n`),
    'protocol',
    '200',
  ],
  [
    'names two lengths',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'),
    'protocol',
    'protocol',
  ],
  ['speaks HTTP/1.0', (socket) => socket.end(`HTTP/1.0 200 OK\r\n${type}\r\n{"id":"${url}"}`), 'document', '200'],
  [
    'sends more than it says',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\n${type}content-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n`),
    'the document has no id',
    '200',
  ],
];

describe('a remote server that', () => {
  it.each(remotes)('%s', async (_how, behave, fetched, posted) => {
    behaviour = behave;
    const fetch = await wire.fetchDocument(url);
    const fetchOutcome = 'reason' in fetch ? fetch.reason : fetch.kind;
    expect(fetchOutcome).toMatch(fetched);
    const headers = await wire.signPost({ url, digest: release.digest, actorId: release.actor, at: noon });
    const post = await wire.post(release, url, headers);
    const postOutcome = post.kind === 'answered' ? `${post.status}` : post.reason;
    expect(postOutcome).toMatch(posted);
  });
});
