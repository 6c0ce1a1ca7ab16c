import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { storeFaults } from '../contract/store-faults.ts';
import { howToRun, mongoServer } from '../support/ferretdb/server.ts';
import { TcpProxy, tcpFaults } from '../support/tcp-proxy.ts';

// `node test/campaigns/store-faults-main.ts [faults]` prints what was lost, and exits 1 where anything was.
const faults = Number(process.argv[2] ?? 300);
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const server = await mongoServer();
if (server) {
  const url = new URL(server.urlOf(`portico-faults-${process.pid}`));
  const proxy = await TcpProxy.to(Number(url.port));
  const look = await openMongoStore({ url: url.href });
  url.port = String(proxy.port);
  const store = await openMongoStore({ url: url.href });
  const report = await storeFaults({ store, look, proxy, kinds: tcpFaults }, faults, Math.random, tell);
  tell(JSON.stringify(report));
  await store.close();
  await look.close();
  await proxy[Symbol.asyncDispose]();
  await server.stop();
  process.exitCode = report.lost.length + report.halved.length === 0 ? 0 : 1;
} else {
  tell(howToRun);
}
