import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRequest } from '../../../federation/index.ts';
import { createApp } from '../../../server/app.ts';
import { toConfig } from '../../../server/config/config.ts';
import { readEnv } from '../../../server/config/env.ts';
import { toSecrets } from '../../../server/config/secrets.ts';
import { type Context, createContext, type Overrides } from '../../../server/context.ts';
import { routeUpgrades } from '../../../server/http/upgrade.ts';
import { createLogger } from '../../../server/telemetry/logger.ts';
import { C2sClient } from './c2s-client.ts';
import { freePort } from './portico-process.ts';
import { storeEnv } from './store-env.ts';

export interface OrganisationOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly overrides?: Overrides;
  /** Without its background workers, as a web process of its own. */
  readonly idle?: boolean;
}

/** A Portico in this process on the loopback, with a real store in a temporary folder. */
export class Organisation {
  readonly context: Context;
  readonly origin: string;
  readonly #server: Server;
  readonly #folder: string;

  private constructor(context: Context, server: Server, folder: string) {
    this.context = context;
    this.origin = context.config.origin;
    this.#server = server;
    this.#folder = folder;
  }

  static async start(options: OrganisationOptions = {}): Promise<Organisation> {
    const folder = await mkdtemp(join(tmpdir(), 'portico-'));
    const port = await freePort();
    const env = readEnv({
      PORTICO_ORIGIN: `http://127.0.0.1:${port}`,
      PORTICO_PORT: String(port),
      PORTICO_DATA: folder,
      PORTICO_FEDERATION: 'open',
      PORTICO_ALLOW_PRIVATE_ADDRESSES: '1',
      ...storeEnv(),
      ...options.env,
    });
    const configured = toConfig(env, folder);
    if (configured.kind === 'invalid') throw new Error(configured.problems.join('; '));
    const secrets = toSecrets(env, configured.config);
    if (secrets.kind === 'invalid') throw new Error(secrets.problem);
    const context = await createContext(configured.config, secrets.secrets, {
      logger: createLogger('silent'),
      ...options.overrides,
    });
    await context.reloadPolicies();
    // Longer than any test: where the machine is slow, a client sends on a connection that has just been closed.
    const server = createServer({ keepAliveTimeout: 120_000 }, createApp(context));
    server.on('upgrade', routeUpgrades(context.clientApi.upgrades)).listen(port, '127.0.0.1');
    await once(server, 'listening');
    if (!options.idle) await context.federation.workers.start();
    return new Organisation(context, server, folder);
  }

  /** Adds an account and gives a client that speaks as it. */
  async person(name: string, request: Partial<AccountRequest> = {}): Promise<C2sClient> {
    const added = await this.context.federation.accounts.add({ name, kind: 'employee', roles: [], ...request });
    if (added.kind !== 'added') throw new Error(`the account \`${name}\` was not added: ${added.kind}`);
    const { actorId } = added.account;
    return new C2sClient(actorId, await this.context.tokens.issueToken({ actorId, scope: 'read write' }));
  }

  /** Resolves when nothing is due, in or out. */
  drain(): Promise<void> {
    return this.context.federation.workers.drain();
  }

  /** Answers nobody, and leaves everybody in the middle of what they ask, until `speakAgain`. */
  async fallSilent(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async speakAgain(): Promise<void> {
    this.#server.listen(this.context.config.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.context.federation.workers.stop(1000);
    await this.context[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
