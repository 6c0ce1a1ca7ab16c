import { createServer } from 'node:http';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { createApp } from '../../../server/app.ts';
import { readSettings } from '../../../server/cli/open-context.ts';
import type { Context } from '../../../server/context.ts';
import { createContext } from '../../../server/context.ts';

/**
 * The server as it ships, and beside it in the same process what it is held against, for requests with the header
 * `x-still`. `app`: the same Express app, with every answer in a map in the place of what reads, decides and receipts.
 * `bare`: an Express app that does nothing but send the bytes, with the same headers.
 */
const settings = readSettings();
if (settings.kind === 'failed') throw new Error(settings.lines.join('\n'));
const { config, secrets } = settings;
const context = await createContext(config, secrets);
await context.reloadPolicies();
const app = createApp(context);
const doors: Readonly<Record<string, Express>> = { app: createApp(stillContext(context)), bare: bareApp() };
const server = createServer((request, response) => {
  const door = doors[String(request.headers['x-still'] ?? '')] ?? app;
  door(request, response);
});
server.listen(config.port, config.host);
await context.federation.workers.start();
process.once('SIGTERM', async () => {
  server.close().closeAllConnections();
  await context.federation.workers.stop(1_000);
  await context[Symbol.asyncDispose]();
});

function stillContext(moving: Context): Context {
  const { read } = moving.federation;
  const { published } = read;
  const still = {
    ...read,
    thing: remembering(read.thing),
    collection: remembering(read.collection),
    media: remembering(read.media),
    ...(published && { published: { ...published, kept: remembering(published.kept) } }),
  };
  return { ...moving, federation: { ...moving.federation, read: still } };
}

/** Answers the same to the same question for ever. */
function remembering<Asked extends unknown[], T>(
  ask: (...asked: Asked) => Promise<T>,
): (...asked: Asked) => Promise<T> {
  const known = new Map<string, T>();
  return async (...asked) => {
    const key = JSON.stringify(asked);
    const answer = known.get(key) ?? (await ask(...asked));
    known.set(key, answer);
    return answer;
  };
}

/** Has each answer fetched once from the server, and sends it from then on. */
function bareApp(): Express {
  const known = new Map<string, { readonly headers: [string, string][]; readonly bytes: Buffer }>();
  const bare = express();
  bare.disable('x-powered-by');
  bare.disable('etag');
  bare.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  bare.use(async (request, response) => {
    let answer = known.get(request.url);
    if (!answer) {
      const { accept = '*/*' } = request.headers;
      const fetched = await fetch(config.origin + request.url, { headers: { accept } });
      const hop = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];
      const headers = [...fetched.headers].filter(([name]) => !hop.includes(name));
      answer = { headers, bytes: Buffer.from(await fetched.arrayBuffer()) };
      known.set(request.url, answer);
    }
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.status(200).end(answer.bytes);
  });
  return bare;
}
