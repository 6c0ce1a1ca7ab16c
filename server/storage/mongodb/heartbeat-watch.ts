import { setTimeout as pause } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';

/** How much longer than it may take a heartbeat is waited for, and how long until the next attempt to connect. */
const graceMs = 250;

/**
 * Connects a client anew where a heartbeat neither comes back nor fails: the driver (7.9) waits for ever for the answer
 * where the connection ends in the turn of the event loop in which the heartbeat is sent, as when all connections end at
 * once, and finds no server again.
 */
export class HeartbeatWatch {
  readonly #client: MongoClient;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  #connecting = false;
  #ended = false;

  constructor(client: MongoClient) {
    this.#client = client;
    const { connectTimeoutMS, heartbeatFrequencyMS } = client.options;
    client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
      const mostMs = connectTimeoutMS + graceMs + (awaited ? heartbeatFrequencyMS : 0);
      this.#settle(connectionId);
      this.#waiting.set(connectionId, setTimeout(() => void this.#connectAnew(), mostMs).unref());
    });
    client.on('serverHeartbeatSucceeded', ({ connectionId }) => this.#settle(connectionId));
    client.on('serverHeartbeatFailed', ({ connectionId }) => this.#settle(connectionId));
    client.on('serverClosed', ({ address }) => this.#settle(address));
  }

  end(): void {
    this.#ended = true;
    this.#settleAll();
  }

  #settle(address: string): void {
    clearTimeout(this.#waiting.get(address));
    this.#waiting.delete(address);
  }

  #settleAll(): void {
    for (const address of [...this.#waiting.keys()]) this.#settle(address);
  }

  async #connectAnew(): Promise<void> {
    if (this.#connecting) return;
    this.#connecting = true;
    let connected = false;
    while (!connected && !this.#ended) {
      // What is asked meanwhile is told that there is no connection.
      await this.#client.close();
      this.#settleAll();
      connected = await this.#client.connect().then(
        () => true,
        () => pause(graceMs, false, { ref: false }),
      );
    }
    this.#connecting = false;
    // It may have been ended while it connected.
    if (this.#ended) await this.#client.close();
  }
}
