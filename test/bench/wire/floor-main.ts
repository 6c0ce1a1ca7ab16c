import { createHash, createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerParent } from './child.ts';
import { type FloorAnswer, type FloorAsk, signingString } from './floor.ts';

/** The least that an inbox could do: hash the body, verify a signature (of a fixed string), parse, answer. No checks, no store. */
answerParent<FloorAsk, FloorAnswer>(async (question) => {
  if (question.ask === 'cpu') return { cpu: process.cpuUsage() };
  return { origin: await listen(question.publicKeyPem, Buffer.from(question.signature, 'base64')) };
});

async function listen(publicKeyPem: string, signature: Buffer): Promise<string> {
  const key = createPublicKey(publicKeyPem);
  const signed = Buffer.from(signingString);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      createHash('sha256').update(body).digest('base64');
      const fine = verify('sha256', signed, key, signature);
      const activity: unknown = JSON.parse(body.toString());
      response.writeHead(fine && activity ? 202 : 401).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return `http://127.0.0.1:${address.port}`;
}
