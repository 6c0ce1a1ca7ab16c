import { startFerretDb } from './server.ts';

// `node test/support/ferretdb/serve-main.ts` prints the address of a server of the MongoDB protocol, which ends with it.
const server = await startFerretDb();
process.stdout.write(`${server.urlOf('portico')}\n`);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void server.stop());
