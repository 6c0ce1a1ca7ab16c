import { fanOutAtScale } from './fanout-scale.ts';

/** `node test/campaigns/fanout-scale-main.ts [followers, 10000000] [hosts, 50000] [workers, 2] [mongodb://…/<an empty database>]` */
const [followers = '10000000', hosts = '50000', workers = '2', mongodb] = process.argv.slice(2);
const report = await fanOutAtScale({
  followers: Number(followers),
  hosts: Number(hosts),
  // One host in ten, with one follower in a hundred.
  withoutSharedInbox: { hosts: Number(hosts) / 10, followers: Number(followers) / 100 },
  workers: Number(workers),
  ...(mongodb !== undefined && { mongodb }),
});
console.log(report);
console.log('simulated: who follows (answered by a formula) and the sending; all else is the product');
process.exitCode = report.queued === report.targets ? 0 : 1;
