import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

/**
 * `node test/bench/streams-main.ts [streams]`: how much memory idle streams take of the process that keeps them (which is
 * also the one that reads them here, so that the figure is an upper bound), and how long one post takes to all of them.
 */
const people = Math.ceil(Number(process.argv[2] ?? 1000) / 50);
const acme = await Organisation.start();
const clients: RestClient[] = [];
for (let n = 0; n < people; n += 1) clients.push(await RestClient.join(acme, `person${n}`));
const resident = (): number => process.memoryUsage().rss / 1024 / 1024;

const before = resident();
const streams: EventReader[] = [];
for (const client of clients) {
  const opened = Array.from({ length: 50 }, () =>
    EventReader.open(`${acme.origin}/api/v1/streaming/public/local`, client.token),
  );
  streams.push(...(await Promise.all(opened)));
}
const memory = resident() - before;

const heard = Promise.all(streams.map((stream) => stream.next('update')));
const started = performance.now();
await clients[0]?.post('hello, everybody', { visibility: 'private' });
await heard;
const took = performance.now() - started;
process.stdout.write(
  `${streams.length} streams: ${memory.toFixed(0)} MiB with their readers, a post reaches all in ${took.toFixed(0)} ms\n`,
);
await acme.stop();
process.exit(0);
