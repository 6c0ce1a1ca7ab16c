import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  type Context,
  createFederation,
  type Federation,
  InProcessMessageQueue,
  MemoryKvStore,
  ParallelMessageQueue,
} from '@fedify/fedify';
import { Create, Endpoints, Note, Person, PUBLIC_COLLECTION, type Recipient } from '@fedify/fedify/vocab';
import { answer, readBody, webRequest } from '../../support/community/http-bridge.ts';
import { answerParent } from './child.ts';
import type { FedifyAnswer, FedifyAsk } from './fedify.ts';

const name = 'anna';
const keys = await webcrypto.subtle.generateKey(
  { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  true,
  ['sign', 'verify'],
);
let context: Context<void> | undefined;
let recipients: Recipient[] = [];

answerParent<FedifyAsk, FedifyAnswer>(async (question) => {
  switch (question.ask) {
    case 'listen':
      return { origin: await listen(question.queue) };
    case 'followers':
      recipients = question.followers.map(({ id, inbox }) => ({ id: new URL(id), inboxId: new URL(inbox) }));
      return {};
    case 'post':
      await post(question.content);
      return {};
    case 'cpu':
      return { cpu: process.cpuUsage() };
  }
});

async function listen(queue: 'parallel' | 'none'): Promise<string> {
  const federation = peer(queue);
  const server = createServer(async (request, response) => {
    const web = webRequest(request, await readBody(request), `http://${request.headers.host}`);
    await answer(response, await federation.fetch(web, { contextData: undefined }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  const origin = `http://127.0.0.1:${address.port}`;
  context = federation.createContext(new URL(origin), undefined);
  return origin;
}

function peer(queue: 'parallel' | 'none'): Federation<void> {
  const federation = createFederation<void>({
    kv: new MemoryKvStore(),
    allowPrivateAddress: true,
    firstKnock: 'draft-cavage-http-signatures-12',
    ...(queue === 'parallel' ? { queue: new ParallelMessageQueue(new InProcessMessageQueue(), 64) } : {}),
  });
  federation
    .setActorDispatcher('/users/{identifier}', async (ctx, identifier) => {
      const [key] = await ctx.getActorKeyPairs(identifier);
      return new Person({
        id: ctx.getActorUri(identifier),
        preferredUsername: identifier,
        inbox: ctx.getInboxUri(identifier),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        ...(key ? { publicKey: key.cryptographicKey } : {}),
      });
    })
    .setKeyPairsDispatcher(() => [keys]);
  federation.setInboxListeners('/users/{identifier}/inbox', '/inbox').on(Create, () => undefined);
  return federation;
}

async function post(content: string): Promise<void> {
  if (!context) throw new Error('the peer does not listen yet');
  const actor = context.getActorUri(name);
  const id = new URL(`#notes/${webcrypto.randomUUID()}`, actor);
  const note = new Note({ id, attribution: actor, content, to: PUBLIC_COLLECTION });
  const create = new Create({ id: new URL(`${id}/create`), actor, object: note, to: PUBLIC_COLLECTION });
  await context.sendActivity({ identifier: name }, recipients, create);
}
