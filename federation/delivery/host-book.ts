import type { HostRecord, Hosts } from '../ports/index.ts';
import type { BreakerLimits } from './breaker.ts';
import { afterFailure, afterSuccess, atRest, unknownHost, withoutRest } from './dead-host.ts';
import { errorText, type OnDeliveryEvent } from './events.ts';
import { type HostHealth, RemoteHost } from './remote-host.ts';

/** Hosts kept in memory; the one read longest ago goes first. */
const capacity = 20_000;
/** Another process may learn something about a host, so it is read again after this time. */
const readAgainMs = 10 * 60_000;

/** Remote hosts with work: read from the store once, written back only when there is news. */
export class HostBook {
  readonly #store: Pick<Hosts, 'get' | 'put'>;
  readonly #limits: BreakerLimits;
  readonly #emit: OnDeliveryEvent;
  readonly #hosts = new Map<string, RemoteHost>();
  readonly #unwritten = new Map<string, HostRecord>();
  #writing: Promise<void> | undefined;

  constructor(store: Pick<Hosts, 'get' | 'put'>, limits: BreakerLimits, emit: OnDeliveryEvent) {
    this.#store = store;
    this.#limits = limits;
    this.#emit = emit;
  }

  /** The hosts by name, read where they are not known yet. Throws what the store throws. */
  async load(names: Iterable<string>): Promise<Map<string, RemoteHost>> {
    const hosts = new Map<string, RemoteHost>();
    const missing: string[] = [];
    const staleBefore = performance.now() - readAgainMs;
    for (const name of new Set(names)) {
      const known = this.#hosts.get(name);
      if (known !== undefined && known.loadedAt > staleBefore) hosts.set(name, known);
      else missing.push(name);
    }
    const records = await Promise.all(missing.map(async (name) => this.#store.get(name)));
    for (const [index, name] of missing.entries()) hosts.set(name, this.#remember(name, records[index]));
    return hosts;
  }

  /** What this process knows of hosts is read anew; what it learnt and has not written is written all the same. */
  forget(): void {
    this.#hosts.clear();
  }

  /**
   * Notes what an attempt showed; `error` says what it came to where it failed. True where the host is to be left alone
   * from now on.
   */
  observe(host: RemoteHost, health: HostHealth, now: number, error?: string): boolean {
    host.probeEnded();
    host.answered = health !== 'fails';
    if (health !== 'fails' && host.breaker.succeeded()) {
      this.#emit({ kind: 'breaker-closed', host: host.name });
      this.#update(host, withoutRest(host.record));
    }
    if (health === 'delivers') {
      if (host.record.deadSince !== undefined) this.#emit({ kind: 'host-revived', host: host.name });
      this.#update(host, afterSuccess(host.record));
    }
    if (health !== 'fails') return false;
    const wasDead = host.record.deadSince !== undefined;
    this.#update(host, afterFailure(host.record, now, error));
    const died = !wasDead && host.record.deadSince !== undefined;
    if (died) this.#emit({ kind: 'host-dead', host: host.name });
    const opened = host.breaker.failed(now);
    if (opened) {
      const until = host.breaker.openUntil ?? now;
      this.#emit({ kind: 'breaker-opened', host: host.name, until });
      this.#update(host, atRest(host.record, until, error));
    }
    return opened || died;
  }

  /** One delivery to a dead host is about to find out whether it lives. */
  probe(host: RemoteHost, now: number): void {
    host.probeStarted(now);
    this.#update(host, { ...host.record, lastProbe: now });
  }

  /** The host takes RFC 9421 signatures, or no more. */
  useRfc9421(host: RemoteHost, rfc9421: boolean): void {
    if (host.record.rfc9421 === rfc9421) return;
    this.#emit({ kind: 'signature-scheme', host: host.name, rfc9421 });
    this.#update(host, { ...host.record, rfc9421 });
  }

  /** Resolves when everything learnt was offered to the store once; what it refused is offered again later. */
  async flush(): Promise<void> {
    if (this.#writing === undefined && this.#unwritten.size > 0) this.#writing = this.#write();
    await this.#writing;
  }

  #remember(name: string, stored: HostRecord | undefined): RemoteHost {
    const host = this.#hosts.get(name) ?? new RemoteHost(name, this.#limits);
    host.refresh(this.#unwritten.get(name) ?? stored ?? unknownHost(name), performance.now());
    this.#hosts.delete(name);
    this.#hosts.set(name, host);
    const oldest = this.#hosts.keys().next();
    if (this.#hosts.size > capacity && !oldest.done) this.#hosts.delete(oldest.value);
    return host;
  }

  #update(host: RemoteHost, record: HostRecord): void {
    if (record === host.record) return;
    host.record = record;
    this.#unwritten.set(host.name, record);
    void this.flush();
  }

  async #write(): Promise<void> {
    try {
      for (let next = this.#unwritten.values().next(); !next.done; next = this.#unwritten.values().next()) {
        const record = next.value;
        await this.#store.put(record);
        if (this.#unwritten.get(record.host) === record) this.#unwritten.delete(record.host);
      }
    } catch (error) {
      this.#emit({ kind: 'store-failed', during: 'hosts', error: errorText(error) });
    } finally {
      this.#writing = undefined;
    }
  }
}
