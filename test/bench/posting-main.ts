import { setTimeout as delay } from 'node:timers/promises';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

/**
 * `node test/bench/posting-main.ts [seconds] [posts a second]`: how long a client waits for its post to be taken, judged by
 * the library that ships, while so many come each second. Posts come at their times whether or not those before are done,
 * and the time of each counts from then. The clients run in the same process, so that the figures are upper bounds.
 */
const [seconds, perSecond] = [Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 50)];
/** So many that nobody comes to the bound of one person's posts. */
const people = Math.ceil((seconds * perSecond) / 200);
const acme = await Organisation.start();
const clients: RestClient[] = [];
for (let n = 0; n < people; n += 1) clients.push(await RestClient.join(acme, `person${n}`));

const words = 'we looked at the numbers of the last quarter and the new plan for the harbour site is on track'.split(
  ' ',
);
const textOf = (n: number): string =>
  Array.from({ length: 24 }, (_, at) => words[(n * 7 + at * 5) % words.length]).join(' ');

const waits: number[] = [];
let failed = 0;
const posting: Promise<void>[] = [];
const started = performance.now();
for (let n = 0; n < seconds * perSecond; n += 1) {
  const due = started + (n * 1000) / perSecond;
  await delay(Math.max(0, due - performance.now()));
  const visibility = n % 5 === 0 ? 'public' : 'private';
  const post = clients[n % people]?.request('/api/v1/statuses', { json: { status: textOf(n), visibility } });
  posting.push(
    (post ?? Promise.reject(new Error('nobody posts'))).then(({ status }) => {
      waits.push(performance.now() - due);
      if (status !== 200) failed += 1;
    }),
  );
}
await Promise.all(posting);
const took = (performance.now() - started) / 1000;
waits.sort((a, b) => a - b);
const at = (share: number): string => `${(waits[Math.floor(waits.length * share)] ?? 0).toFixed(0)} ms`;
process.stdout.write(
  `${waits.length} posts at ${(waits.length / took).toFixed(1)}/s, ${failed} failed: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(0.999999)}\n`,
);
await acme.stop();
process.exit(0);
