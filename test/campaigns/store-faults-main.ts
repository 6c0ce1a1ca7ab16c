import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { type FaultReport, storeFaults } from '../contract/store-faults.ts';
import { howToRun, type MongoServer, mongoServer } from '../support/ferretdb/server.ts';
import { TcpProxy, tcpFaults } from '../support/tcp-proxy.ts';

/** Faults in one database: whatever was acknowledged is looked for at its end, which takes long where there is much. */
const faultsInRound = 50;

// `node test/campaigns/store-faults-main.ts [faults]` prints what was lost, and exits 1 where anything was.
const faults = Number(process.argv[2] ?? 300);
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const server = await mongoServer();
if (server) {
  const reports: FaultReport[] = [];
  for (let done = 0; done < faults; done += faultsInRound) {
    const report = await round(server, reports.length + 1, Math.min(faultsInRound, faults - done));
    tell(JSON.stringify(report));
    reports.push(report);
  }
  const sum = (of: (report: FaultReport) => number): number => reports.reduce((total, one) => total + of(one), 0);
  const wrong = reports.flatMap(({ lost, halved }) => [...lost, ...halved]);
  tell(
    `${sum((one) => one.faults)} faults, ${sum((one) => one.acknowledged)} acknowledged, ` +
      `${wrong.length} lost or there by halves, ${Math.max(...reports.map((one) => one.slowestRecovery)).toFixed(0)} ms ` +
      'until the next acknowledgement at most',
  );
  await server.stop();
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  tell(howToRun);
}

async function round({ urlOf }: MongoServer, number: number, count: number): Promise<FaultReport> {
  const url = new URL(urlOf(`portico-faults-${process.pid}-${number}`));
  const proxy = await TcpProxy.to(Number(url.port));
  const look = await openMongoStore({ url: url.href });
  url.port = String(proxy.port);
  const store = await openMongoStore({ url: url.href });
  const report = await storeFaults({ store, look, proxy, kinds: tcpFaults }, count, Math.random, tell);
  await store.close();
  await look.close();
  await proxy[Symbol.asyncDispose]();
  return report;
}
