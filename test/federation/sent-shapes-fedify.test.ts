import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Object as Thing } from '@fedify/fedify/vocab';
import { preloadedContexts } from '@fedify/vocab-runtime';

const folder = join(import.meta.dirname, '../fixtures/sent');
type Document = Readonly<Record<string, unknown>>;

/** What leaves that is ActivityStreams, by the names of its fixtures. */
const documents = readdirSync(folder).flatMap((file): [string, Document][] => {
  const { document } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly document: Document };
  return '@context' in document ? [[file.replace('.json', ''), document]] : [];
});

/** Contexts that others bring along, and no other: a server that fetches none has to read what leaves. */
const contextLoader = async (url: string) => {
  const document = preloadedContexts[url];
  if (document === undefined) throw new Error(`\`${url}\` is not preloaded`);
  return { contextUrl: null, documentUrl: url, document };
};

const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).publicKey;

it.each(documents)('%s is read by Fedify, without a context being fetched', async (_name, document) => {
  const whole = JSON.parse(JSON.stringify(document).replaceAll('"-----BEGIN PUBLIC KEY-----"', JSON.stringify(key)));
  const read = await Thing.fromJsonLd(whole, { contextLoader, documentLoader: contextLoader });
  expect({ type: read.constructor.name, id: read.id?.href }).toEqual({ type: document['type'], id: document['id'] });
});
