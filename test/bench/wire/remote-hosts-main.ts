import { setTimeout as delay } from 'node:timers/promises';
import { answerParent } from './child.ts';
import { actorOf, type HostsAnswer, type HostsAsk, inboxOf, keyIdOf } from './remote-hosts.ts';
import { type Heard, respond } from './responder.ts';

/** Remote servers by the hundred in one process: each answers for its one actor and takes whatever is delivered. */
const accepted = 'HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n';

let wanted = { marker: '', count: 0 };
let seen = 0;
let last: Buffer = Buffer.alloc(0);
let onReached: (() => void) | undefined;

answerParent<HostsAsk, HostsAnswer>(async (question) => {
  switch (question.ask) {
    case 'listen':
      return { origins: await Promise.all(Array.from({ length: question.hosts }, () => host(question.publicKeyPem))) };
    case 'expect':
      wanted = { marker: `"type":"${question.type}"`, count: question.count };
      seen = 0;
      return {};
    case 'reached':
      await untilReached(question.patienceMs);
      return { seen, body: last.toString() };
  }
});

async function untilReached(patienceMs: number): Promise<void> {
  for (let before = -1; seen < wanted.count && before !== seen; ) {
    before = seen;
    const patience = new AbortController();
    const arrival = new Promise<void>((resolve) => {
      onReached = resolve;
    });
    const tired = delay(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([arrival, tired]);
    patience.abort();
  }
}

async function host(publicKeyPem: string): Promise<string> {
  const origin = `http://127.0.0.1:${await respond((heard) => reply(heard))}`;
  const document = actorDocument(origin, publicKeyPem);
  return origin;

  function reply(heard: Heard): string {
    if (heard.head.startsWith('GET ')) return document;
    count(heard.body);
    return accepted;
  }
}

function count(body: Buffer): void {
  if (!body.includes(wanted.marker)) return;
  seen += 1;
  if (seen !== wanted.count) return;
  last = Buffer.from(body);
  onReached?.();
  onReached = undefined;
}

function actorDocument(origin: string, publicKeyPem: string): string {
  const id = actorOf(origin);
  const body = JSON.stringify({
    '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
    id,
    type: 'Person',
    preferredUsername: 'actor',
    inbox: inboxOf(origin),
    outbox: `${origin}/outbox`,
    publicKey: { id: keyIdOf(origin), owner: id, publicKeyPem },
  });
  const head = [
    'HTTP/1.1 200 OK',
    'Content-Type: application/activity+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
