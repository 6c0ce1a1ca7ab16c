import { hungHosts } from './hung-hosts.ts';

/** `npm run hung-hosts -- [hosts, 500] [of these that hang, 100] [followers on each, 10]` */
const [hosts = '500', hung = '100', followers = '10'] = process.argv.slice(2);
const report = await hungHosts({ hosts: Number(hosts), hung: Number(hung), followersPerHost: Number(followers) });
const ratio = report.beside.p95Ms / report.alone.p95Ms;
console.log({ ...report, ratio: Number(ratio.toFixed(2)) });
process.exitCode = report.beside.lastMs < 60_000 && ratio <= 2 ? 0 : 1;
