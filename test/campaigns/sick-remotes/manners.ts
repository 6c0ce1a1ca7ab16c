import type { Socket } from 'node:net';

/** What may come of a delivery: it arrived, it is tried again, or it is given up. */
export type Fate = 'delivered' | 'waiting' | 'given-up';

export interface Manner {
  readonly name: string;
  readonly fate: Fate;
  /** The inbox is said to be at an `https` address. */
  readonly tls?: boolean;
  /** Nobody listens there. */
  readonly absent?: boolean;
  /** What is done as soon as somebody connects. */
  readonly connected?: (socket: Socket) => void;
  /** What is done when a request has begun to arrive. */
  readonly asked?: (socket: Socket) => void;
}

const nothing = (): void => undefined;
const taken = 'HTTP/1.1 202 Accepted\r\n';
const answer =
  (status: string, headers = '') =>
  (socket: Socket) =>
    void socket.write(`HTTP/1.1 ${status}\r\n${headers}content-length: 0\r\n\r\n`);
const say = (text: string) => (socket: Socket) => void socket.write(text);

/** Writes a piece over and over, as fast as it is read. */
const flood = (head: string, piece: string) => (socket: Socket) => {
  const more = (): void => {
    while (socket.writable && socket.write(piece));
  };
  socket.write(head);
  socket.on('drain', more);
  more();
};

/** Writes a text again and again, one byte in a second. */
const drip = (head: string, text: string) => (socket: Socket) => {
  socket.write(head);
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 1_000);
  socket.once('close', () => clearInterval(timer));
};

/** A megabyte of nothing in a thousand bytes: a body that says so is never unpacked by who does not want it. */
const zeros = Buffer.from('1f8b0800000000000003', 'hex').toString('latin1');

/** How servers are sick, and what is to become of a delivery to each. */
export const manners: readonly Manner[] = [
  { name: 'refuses connections', fate: 'waiting', absent: true },
  { name: 'takes a connection and reads nothing', fate: 'waiting', connected: (socket) => void socket.pause() },
  { name: 'resets connections', fate: 'waiting', connected: (socket) => void socket.resetAndDestroy() },
  { name: 'ends connections at once', fate: 'waiting', connected: (socket) => void socket.end() },
  { name: 'says nothing', fate: 'waiting', asked: nothing },
  { name: 'hangs up without an answer', fate: 'waiting', asked: (socket) => void socket.end() },
  { name: 'resets without an answer', fate: 'waiting', asked: (socket) => void socket.resetAndDestroy() },
  { name: 'stops in its status line', fate: 'waiting', asked: say('HTTP/1.1 20') },
  { name: 'stops in its headers', fate: 'waiting', asked: say(`${taken}x: y`) },
  { name: 'sends a byte of its headers a second', fate: 'waiting', asked: drip('HTTP/1.1 202 Accepted\r\nx: ', 'y') },
  { name: 'sends headers without end', fate: 'waiting', asked: flood(taken, `x: ${'y'.repeat(1_000)}\r\n`.repeat(32)) },
  { name: 'says 100 over and over', fate: 'waiting', asked: flood('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000)) },
  { name: 'speaks another protocol', fate: 'waiting', asked: say('220 smtp ready\r\n') },
  { name: 'sends bytes of no protocol', fate: 'waiting', asked: say('\u0000\u0001\u0002'.repeat(500)) },
  { name: 'names two lengths', fate: 'waiting', asked: say(`${taken}content-length: 1\r\ncontent-length: 2\r\n\r\n`) },
  {
    name: 'speaks plain text where TLS is due',
    fate: 'waiting',
    tls: true,
    asked: say('HTTP/1.1 400 Bad Request\r\n\r\n'),
  },
  { name: 'says nothing where TLS is due', fate: 'waiting', tls: true, asked: nothing },
  { name: 'answers 500', fate: 'waiting', asked: answer('500 Internal Server Error') },
  { name: 'answers 503 and asks for an hour', fate: 'waiting', asked: answer('503 Busy', 'retry-after: 3600\r\n') },
  { name: 'answers 429', fate: 'waiting', asked: answer('429 Too Many Requests') },
  { name: 'answers 400', fate: 'given-up', asked: answer('400 Bad Request') },
  { name: 'answers 401', fate: 'waiting', asked: answer('401 Unauthorized') },
  { name: 'answers 404', fate: 'given-up', asked: answer('404 Not Found') },
  { name: 'answers 410', fate: 'given-up', asked: answer('410 Gone') },
  { name: 'sends on to itself', fate: 'given-up', asked: answer('307 Temporary Redirect', 'location: /inbox\r\n') },
  { name: 'stops in its body', fate: 'delivered', asked: say(`${taken}content-length: 10\r\n\r\nx`) },
  { name: 'resets in its body', fate: 'delivered', asked: resetInBody },
  { name: 'sends a body without end', fate: 'delivered', asked: flood(`${taken}\r\n`, 'z'.repeat(16_384)) },
  {
    name: 'sends a byte of its body a second',
    fate: 'delivered',
    asked: drip(`${taken}content-length: 100000\r\n\r\n`, 'z'),
  },
  {
    name: 'sends a chunk that is none',
    fate: 'delivered',
    asked: say(`${taken}transfer-encoding: chunked\r\n\r\nzz\r\n`),
  },
  {
    name: 'sends a compressed bomb',
    fate: 'delivered',
    asked: flood(
      `${taken}content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n`,
      `a\r\n${zeros}\r\n`.repeat(2_000),
    ),
  },
];

function resetInBody(socket: Socket): void {
  socket.write(`${taken}content-length: 10\r\n\r\nx`, () => setImmediate(() => socket.resetAndDestroy()));
}
