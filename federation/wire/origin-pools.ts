import { type buildConnector, Pool } from 'undici';

export interface OriginPoolsOptions {
  readonly connector: buildConnector.connector;
  readonly connectionsPerHost: number;
  readonly connectedHosts: number;
  /** Milliseconds. */
  readonly connectionIdle: number;
}

/** Connections by origin, few per origin, and few origins: the one unused longest makes room for another. */
export class OriginPools {
  readonly #options: OriginPoolsOptions;
  readonly #pools = new Map<string, Pool>();
  #closed = false;

  constructor(options: OriginPoolsOptions) {
    this.#options = options;
  }

  /** Undefined where every origin's connections are in use and there may be no more of them. */
  of(origin: string): Pool | undefined {
    const known = this.#pools.get(origin);
    if (known) {
      this.#pools.delete(origin);
      this.#pools.set(origin, known);
      return known;
    }
    if (this.#closed || (this.#pools.size >= this.#options.connectedHosts && !this.#evict())) return undefined;
    const pool = this.#open(origin);
    this.#pools.set(origin, pool);
    return pool;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #open(origin: string): Pool {
    const { connector, connectionsPerHost, connectionIdle } = this.#options;
    return new Pool(origin, {
      connect: connector,
      connections: connectionsPerHost,
      keepAliveTimeout: connectionIdle,
      keepAliveMaxTimeout: connectionIdle,
      // The deadline of the whole exchange stands in for these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  #evict(): boolean {
    for (const [origin, pool] of this.#pools) {
      const { running, pending, queued } = pool.stats;
      if (running + pending + queued > 0) continue;
      this.#pools.delete(origin);
      // Idle, so there is nothing that closing could fail or wait for.
      void pool.destroy();
      return true;
    }
    return false;
  }
}
