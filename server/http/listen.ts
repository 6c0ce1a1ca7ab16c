import type { Express } from 'express';
import type { Config } from '../config/config.ts';
import { errorCode } from '../config/error-code.ts';
import { routeUpgrades, type UpgradeRoute } from './upgrade.ts';

export interface Listener {
  readonly kind: 'listening';
  /** E.g. `http://127.0.0.1:3000`. */
  readonly address: string;
  /** Answers what comes from here on with another app, and hands on connections that are to be taken over. */
  answerWith(app: Express, upgrades: readonly UpgradeRoute[]): void;
  /** Takes no more requests and waits for those under way, at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Listens on the configured address, or says in one line what stands in the way. */
export function listen(
  app: Express,
  { host, port }: Pick<Config, 'host' | 'port'>,
  upgrades?: readonly UpgradeRoute[],
): Promise<Listener | { readonly kind: 'refused'; readonly reason: string }> {
  return new Promise((resolve) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error) return resolve({ kind: 'refused', reason: reasonOf(errorCode(error), host, port) });
      const bound = server.address();
      const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
      resolve({
        kind: 'listening',
        address: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
        answerWith(other, taken) {
          server.removeAllListeners('request').on('request', other);
          server.removeAllListeners('upgrade').on('upgrade', routeUpgrades(taken));
        },
        close: (graceMs) => close(server, graceMs),
      });
    });
    if (upgrades) server.on('upgrade', routeUpgrades(upgrades));
    // A peer that sends its request by the byte holds a socket: whole requests within half a minute, headers sooner.
    server.requestTimeout = 30_000;
    server.headersTimeout = 10_000;
    server.keepAliveTimeout = 65_000;
  });
}

function close(server: ReturnType<Express['listen']>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function reasonOf(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: stop the program that has it, or set PORTICO_PORT to another one`;
    case 'EACCES':
      return `port ${port} needs more rights than this user has: set PORTICO_PORT to one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `\`${host}\` is not an address of this machine: correct PORTICO_HOST`;
    default:
      return `can't listen on ${host}:${port} (${code}): correct PORTICO_HOST or PORTICO_PORT`;
  }
}
