import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { Pool } from 'undici';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { uploadMedia } from '../support/portico/media-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import type { Contest, Measure } from './measure.ts';
import { inFlight } from './wire/in-flight.ts';

const posts = 20;
const perRound = 4_000;
const document = 'application/activity+json';

interface Sample {
  readonly path: string;
  readonly accept: string;
}

type Find = (anna: C2sClient, made: { readonly post: string; readonly file: string }) => Sample;

const samples: Readonly<Record<string, Find>> = {
  object: (_anna, { post }) => ({ path: post, accept: document }),
  actor: ({ actor }) => ({ path: actor, accept: document }),
  outbox: ({ actor }) => ({ path: `${actor}/outbox?page=true`, accept: document }),
  page: ({ actor }) => ({ path: actor.replace('/users/', '/@'), accept: 'text/html' }),
  media: (_anna, { file }) => ({ path: file, accept: 'image/*' }),
};

/** What a public read costs beside the same bytes from a map: as issue 5 asks, at most a tenth. */
export const publicReadMeasures: readonly Measure[] = Object.entries(samples).map(([name, find]) => ({
  name: `public/${name}`,
  title: `a public ${name}, against the same Express app in the same process with the same bytes in a map`,
  goal: 'issue 5',
  bar: 0.9,
  unit: 'answers per server CPU second',
  prepare: (progress) => against('app', find, progress),
}));

async function against(still: string, find: Find, progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  progress(`starting Portico with ${posts} posts`);
  const portico = stack.use(
    await PorticoProcess.start({
      server: new URL('./wire/public-reads-main.ts', import.meta.url),
      preload: new URL('./wire/cpu-probe.ts', import.meta.url),
    }),
  );
  await portico.addActor('anna', { kind: 'corporate', display: 'Anna' });
  const anna = await portico.c2s('anna');
  const sample = find(anna, await furnish(anna));
  const pool = new Pool(portico.origin, { connections: 16 });
  stack.defer(() => pool.destroy());
  const running = stack.move();
  return {
    product: () => rate(portico, pool, sample, {}),
    baseline: () => rate(portico, pool, sample, { 'x-still': still }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Posts of some length, the first one with a picture. */
async function furnish(anna: C2sClient): Promise<{ readonly post: string; readonly file: string }> {
  const grey = { create: { width: 500, height: 500, channels: 3, background: '#456' } } as const;
  const bytes = await sharp(grey).jpeg().toBuffer();
  const uploaded = await uploadMedia(anna, { bytes, fileName: 'pier.jpg', mediaType: 'image/jpeg' });
  const [link] = [uploaded.body['url']].flat() as { readonly href?: string }[];
  const file = String(link?.href ?? link).replace(/\?.*/, '');
  const say = (content: string, more = {}) => anna.post({ type: 'Note', content, to: [asPublic], ...more });
  await say('<p>The pier.</p>', { attachment: [uploaded.body] });
  let post = '';
  for (let n = 0; n < posts; n += 1) {
    const made = await say(
      `<p>The tide gauge, day ${n}. ${'It measures every minute, and all see it. '.repeat(8)}</p>`,
    );
    if (made.status !== 201) throw new Error(`a post was answered with ${made.status}`);
    post = (made.body['object'] as { readonly id: string }).id;
  }
  await eventually(async () => (await fetch(file)).ok);
  return { post, file };
}

/** The picture is read before it is shown to anybody outside. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('the picture is not shown');
    await delay(100);
  }
}

async function rate(
  portico: PorticoProcess,
  pool: Pool,
  { path, accept }: Sample,
  more: Readonly<Record<string, string>>,
): Promise<number> {
  const { pathname, search } = new URL(path);
  const request = { method: 'GET', path: pathname + search, headers: { accept, ...more } } as const;
  const before = (await portico.ask('cpu')) as NodeJS.CpuUsage;
  await inFlight(Array<number>(perRound).fill(0), 16, async () => {
    const { statusCode, body } = await pool.request(request);
    await body.dump();
    if (statusCode !== 200) throw new Error(`${request.path} was answered with ${statusCode}`);
  });
  const after = (await portico.ask('cpu')) as NodeJS.CpuUsage;
  return (perRound * 1_000_000) / (after.user + after.system - before.user - before.system);
}
