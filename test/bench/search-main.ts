import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

/**
 * `node test/bench/search-main.ts [posts]`: how long a client waits for what it searches, over so many posts on the store
 * that the environment names. The posts go into the index and the store as a commit brings them, without their delivery.
 */
const posts = Number(process.argv[2] ?? 1_000_000);
const searches = 300;
const acme = await Organisation.start();
const anna = await RestClient.join(acme, 'anna');
const { store } = acme.context;
const author = `${acme.origin}/users/anna`;

/** Some two thousand words, used as unevenly as those of a language are. */
const wordOf = (n: number): string => `word${Math.floor(2_000 ** (((n * 2_654_435_761) % 1_000_003) / 1_000_003))}`;
const textOf = (n: number): string => Array.from({ length: 20 }, (_, at) => wordOf(n * 20 + at)).join(' ');

const atOnce = 1_000;
for (let first = 0; first < posts; first += atOnce) {
  const some = Array.from({ length: Math.min(atOnce, posts - first) }, (_, at) => {
    const id = `${acme.origin}/objects/searched-${first + at}`;
    const to = [`${acme.origin}/zones/internal`];
    return { id, type: 'Note', attributedTo: [author], content: [textOf(first + at)], to };
  });
  await store.commits.commit(some.map((node) => ({ change: 'object.insert', node }) as const));
}

const waits: number[] = [];
for (let n = 0; n < searches; n += 1) {
  const query = n % 3 === 0 ? wordOf(n * 31) : `${wordOf(n * 31)} ${wordOf(n * 17 + 3)}`;
  const started = performance.now();
  const { status } = await anna.request(`/api/v2/search?type=statuses&q=${encodeURIComponent(query)}`);
  if (status !== 200) throw new Error(`a search was answered with ${status}`);
  waits.push(performance.now() - started);
}
waits.sort((a, b) => a - b);
const at = (share: number): string => `${(waits[Math.floor(waits.length * share)] ?? 0).toFixed(1)} ms`;
process.stdout.write(`${searches} searches over ${posts} posts: p50 ${at(0.5)}, p99 ${at(0.99)}\n`);
await acme.stop();
process.exit(0);
