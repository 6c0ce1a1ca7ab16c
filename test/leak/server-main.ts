import type { AccountRequest } from '../../federation/index.ts';
import { createApp } from '../../server/app.ts';
import { toConfig } from '../../server/config/config.ts';
import { readEnv } from '../../server/config/env.ts';
import { toSecrets } from '../../server/config/secrets.ts';
import { createContext } from '../../server/context.ts';
import { listen } from '../../server/http/listen.ts';
import { pushJob } from '../../server/jobs/push.ts';
import { sendDue } from '../../server/mastodon/scheduling.ts';
import { outgoing } from './outgoing-main.ts';
import { routesOf } from './routes.ts';

/** What the leak proof asks the server's process beside what any client can ask. */
export type Question =
  | { readonly ask: 'join'; readonly account: Pick<AccountRequest, 'name' | 'kind' | 'roles'> }
  | { readonly ask: 'token'; readonly name: string; readonly revoked: boolean }
  /** Answers when nothing is due, in or out. */
  | { readonly ask: 'drain' }
  /** Sends what is scheduled within the next day. */
  | { readonly ask: 'send-due' }
  | { readonly ask: 'zone'; readonly name: string; readonly domains: readonly string[] }
  /** Takes back one post, or everything that the policies forbid, which are read anew; answers when it is done. */
  | { readonly ask: 'recall'; readonly post?: string }
  /** Tries again at once what was not delivered to a host. */
  | { readonly ask: 'retry'; readonly host: string }
  /** What waits for a reviewer, as its authors wrote it. */
  | { readonly ask: 'held' }
  | { readonly ask: 'routes' }
  | { readonly ask: 'outgoing' }
  /** Milliseconds since the epoch that it is from here on. */
  | { readonly ask: 'clock'; readonly now: number };

let now: number | undefined;

const machine = Date;
/** The clock of everything in this process, libraries too, once it is set. */
globalThis.Date = class extends machine {
  constructor(...given: readonly unknown[]) {
    super(...((given.length > 0 ? given : [now ?? machine.now()]) as [number]));
  }

  static override now(): number {
    return now ?? machine.now();
  }
} as DateConstructor;

const env = readEnv();
const configured = toConfig(env, process.cwd());
if (configured.kind === 'invalid') throw new Error(configured.problems.join('; '));
const secrets = toSecrets(env, configured.config);
if (secrets.kind === 'invalid') throw new Error(secrets.problem);
const context = await createContext(configured.config, secrets.secrets, { clock: () => Date.now() });
await context.reloadPolicies();
const app = createApp(context);
const listener = await listen(app, configured.config, context.clientApi.upgrades);
if (listener.kind === 'refused') throw new Error(listener.reason);
await context.federation.workers.start();

process.on('message', (question: string) => {
  void answer(JSON.parse(question) as Question).then(
    (answered) => process.send?.(answered),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.once('SIGTERM', async () => {
  await listener.close(1000);
  await context.federation.workers.stop(1000);
  await context[Symbol.asyncDispose]();
  process.exit(0);
});

async function answer(question: Question): Promise<unknown> {
  const { federation, tokens } = context;
  switch (question.ask) {
    case 'join':
      return (await federation.accounts.add(question.account)).kind;
    case 'token': {
      const actorId = `${context.config.origin}/users/${question.name}`;
      const token = await tokens.issueToken({ actorId, scope: 'read write follow push' });
      if (question.revoked) await tokens.revokeAll(actorId);
      return token;
    }
    case 'drain':
      await context.media.drain();
      await federation.workers.drain();
      // As the job does it every few seconds.
      await pushJob(() => context.clientApi.parts).run({
        commits: context.store.commits,
        signal: new AbortController().signal,
      });
      return 'drained';
    case 'send-due': {
      const tomorrow = () => Date.now() + 24 * 60 * 60 * 1000;
      await sendDue({ ...context.clientApi.parts, clock: tomorrow }, new AbortController().signal);
      return 'sent';
    }
    case 'zone':
      return (await context.zones.set({ name: question.name, domains: question.domains, guests: [], by: 'operator' }))
        .kind;
    case 'recall': {
      const { post } = question;
      if (post === undefined) await context.reloadPolicies();
      const asked = { by: 'operator', reason: 'proof', dryRun: false, ...(post !== undefined && { post }) };
      // Whatever takes back everything that is forbidden is tried first.
      const tried = post === undefined ? await context.recalling.start({ ...asked, dryRun: true }) : undefined;
      if (tried?.kind === 'started') await tried.finished;
      const outcome = await context.recalling.start(asked);
      if (outcome.kind === 'started') await outcome.finished;
      return outcome.kind;
    }
    case 'retry':
      return context.operating.retry({ host: question.host }, 'operator');
    case 'held':
      return held();
    case 'routes':
      return routesOf(app);
    case 'outgoing':
      return { places: [...outgoing.places], names: [...outgoing.names] };
    case 'clock':
      now = question.now;
      return 'set';
  }
}

async function held(): Promise<string> {
  const drafts = (await context.store.holds.page({ limit: 100_000 })).map(async ({ id, actor: actorId }) => {
    const iri = `${context.config.origin}/activities/${id}`;
    const outcome = await context.federation.read.thing(iri, { kind: 'colleague', actorId });
    return outcome.kind === 'inside' ? outcome.body : '';
  });
  return (await Promise.all(drafts)).join();
}
