import { createPrivateKey } from 'node:crypto';
import { Client } from 'undici';
import { answerParent } from './child.ts';
import { inFlight } from './in-flight.ts';
import type { SenderAsk } from './raw-sender.ts';
import { digestOf, type Signer, signedHeaders } from './signature.ts';

/** As many as keep both the thread pool and the sockets busy. */
const atOnce = 64;

let signer: Signer | undefined;
let targets: { url: URL; client: Client }[] = [];

answerParent<SenderAsk, { done: true }>(async (question) => {
  if (question.ask === 'targets') {
    signer = { keyId: question.keyId, key: createPrivateKey(question.privateKeyPem) };
    targets = question.inboxes.map((inbox) => {
      const url = new URL(inbox);
      return { url, client: new Client(url.origin, { keepAliveTimeout: 60_000 }) };
    });
  } else {
    for (let round = 0; round < question.rounds; round += 1) await sendToAll(Buffer.from(question.body));
  }
  return { done: true };
});

async function sendToAll(body: Buffer): Promise<void> {
  const from = signer;
  if (!from) throw new Error('there are no targets yet');
  const digest = digestOf(body);
  await inFlight(targets, atOnce, async ({ url, client }) => {
    const headers = await signedHeaders(url, digest, from);
    const answer = await client.request({ method: 'POST', path: url.pathname, headers, body });
    await answer.body.dump();
  });
}
