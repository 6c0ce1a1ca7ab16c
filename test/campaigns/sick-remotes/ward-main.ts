import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { answerParent } from '../../bench/wire/child.ts';
import { type Manner, manners } from './manners.ts';
import type { WardAnswer, WardAsk } from './ward.ts';

let awaited = 0;
let all = Promise.withResolvers<void>();
let arrivals: number[] = [];

answerParent<WardAsk, WardAnswer>(async (question) => {
  switch (question.ask) {
    case 'admit':
      return admit(question);
    case 'expect':
      awaited = question.count;
      all = Promise.withResolvers();
      arrivals = [];
      return {};
    case 'reached':
      await all.promise;
      return { arrivals };
  }
});

async function admit({ each, healthy: count, only }: Extract<WardAsk, { ask: 'admit' }>): Promise<WardAnswer> {
  const healthy: string[] = [];
  for (let n = 0; n < count; n += 1) healthy.push(await server());
  const sick: { inbox: string; manner: number }[] = [];
  // Those that nobody listens at come last: their ports would be given out again.
  for (const absent of [false, true]) {
    for (const [at, manner] of manners.entries()) {
      if ((manner.absent ?? false) !== absent || (only ?? manner.name) !== manner.name) continue;
      for (let n = 0; n < each; n += 1) sick.push({ inbox: await server(manner), manner: at });
    }
  }
  return { healthy, sick };
}

/** Inbox of a server with these manners; without any it is healthy. */
async function server(manner?: Manner): Promise<string> {
  const listening = createServer((socket) => {
    socket.on('error', () => undefined);
    if (manner === undefined) takeAll(socket);
    else if (manner.connected) manner.connected(socket);
    else socket.once('data', () => manner.asked?.(socket)).resume();
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  if (manner?.absent) listening.close();
  return `${manner?.tls ? 'https' : 'http'}://127.0.0.1:${address.port}/inbox`;
}

/** Takes requests with a body of the length that they name, as our deliveries are. */
function takeAll(socket: Socket): void {
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
    const end = heard.indexOf('\r\n\r\n');
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(heard.slice(0, end))?.[1]);
    if (end < 0 || heard.length < end + 4 + length) return;
    heard = heard.slice(end + 4 + length);
    awaited -= 1;
    arrivals.push(Date.now());
    if (awaited === 0) all.resolve();
    socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n');
  });
}
