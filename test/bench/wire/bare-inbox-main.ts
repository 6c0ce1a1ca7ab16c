import { createServer } from 'node:http';
import { readSettings } from '../../../server/cli/open-context.ts';
import { createContext } from '../../../server/context.ts';
import { bodyLimit, readBody } from '../../../server/http/body.ts';

/** The inbox of the server as it ships, with nothing of the app around it: node:http, the body, and what receives it. */
const settings = readSettings();
if (settings.kind === 'failed') throw new Error(settings.lines.join('\n'));
const { config, secrets } = settings;
const context = await createContext(config, secrets);
await context.reloadPolicies();
const server = createServer(async (request, response) => {
  const { method = '', url: path = '', rawHeaders: headers } = request;
  const recipient = /^\/users\/(\w+)\/inbox$/.exec(path)?.[1];
  if (recipient === undefined) return response.writeHead(path === '/readyz' ? 200 : 404).end();
  const read = await readBody(request, bodyLimit);
  if (read.kind !== 'body') return response.writeHead(400).end();
  const { status } = await context.federation.inbox.receive({ method, path, headers, body: read.bytes, recipient });
  return response.writeHead(status).end();
});
server.listen(config.port, config.host);
process.once('SIGTERM', async () => {
  server.close().closeAllConnections();
  await context[Symbol.asyncDispose]();
});
