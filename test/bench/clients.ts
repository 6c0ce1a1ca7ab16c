import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import type { Measure } from './measure.ts';

const posts = 2_000;
const reads = 200;
const atOnce = 8;

export const clientMeasures: readonly Measure[] = [
  {
    name: 'clients/home',
    title: `the home timeline of a client over ${posts} posts, against a bare server that sends the same bytes`,
    goal: 'P12',
    bar: 0.3,
    unit: 'timelines/s',
    async prepare(progress) {
      const acme = await Organisation.start();
      await acme.person('anna');
      const ben = await RestClient.join(acme, 'ben');
      await ben.follow('anna');
      progress(`${posts} posts`);
      await many(posts, (n) => quiet(acme, `post number ${n}`));
      const path = '/api/v1/timelines/home';
      const { text } = await ben.request(path);
      const bare = createServer((_request, response) => {
        response.setHeader('Content-Type', 'application/json; charset=utf-8');
        response.end(text);
      }).listen(0, '127.0.0.1');
      await once(bare, 'listening');
      const { port } = bare.address() as AddressInfo;
      const headers = { authorization: `Bearer ${ben.token}` };
      return {
        product: () => rate(`${acme.origin}${path}`, headers),
        baseline: () => rate(`http://127.0.0.1:${port}${path}`, headers),
        async [Symbol.asyncDispose]() {
          bare.close();
          bare.closeAllConnections();
          await acme.stop();
        },
      };
    },
  },
];

/** Posts as anna past the API's limit of posts in five minutes. */
async function quiet({ context }: Organisation, content: string): Promise<void> {
  const account = await context.store.accounts.byName('anna');
  if (!account) throw new Error('anna is not there');
  const document = { type: 'Note', content, to: [`${context.config.origin}/zones/internal`] };
  const outcome = await context.federation.outbox.submit({ account, document });
  if (outcome.kind !== 'created') throw new Error(`a post was ${outcome.kind}`);
}

/** Timelines per second. */
async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const start = performance.now();
  await many(reads, async () => {
    const answer = await fetch(url, { headers });
    if (answer.status !== 200) throw new Error(`a timeline was answered with ${answer.status}`);
    await answer.arrayBuffer();
  });
  return (reads * 1_000) / (performance.now() - start);
}

async function many(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
