import { promises as dns } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

/** Every address a name has; rejects where it has none. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** The name leads to no address that we connect to. */
export class AddressNotAllowed extends Error {}

/** The name has no address. */
export class NameNotResolved extends Error {}

export interface ConnectorOptions {
  readonly resolver: Resolver;
  isAllowedAddress(address: string): boolean;
  /** Milliseconds for the lookup, the connection and the TLS handshake. */
  readonly timeout: number;
}

/**
 * Opens the sockets of undici clients. The lookup that is checked here is the one the socket connects by, so a name that
 * answers differently the second time (DNS rebinding) gains nothing; addresses written in the URL are checked as well.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, timeout: options.timeout, lookup: guardedLookup(options) });
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(literal) !== 0 && !options.isAllowedAddress(literal)) {
      callback(new AddressNotAllowed(literal), null);
      return;
    }
    connect(target, callback);
  };
}

function guardedLookup({ resolver, isAllowedAddress }: ConnectorOptions): LookupFunction {
  return (hostname, { all }, callback) => {
    resolver(hostname).then(
      (addresses) => {
        const allowed = addresses.filter((address) => isAllowedAddress(address));
        const found = allowed.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (first === undefined) callback(noAddress(hostname, addresses), '', 0);
        else if (all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      () => callback(new NameNotResolved(hostname), '', 0),
    );
  };
}

function noAddress(hostname: string, addresses: readonly string[]): Error {
  return addresses.length === 0 ? new NameNotResolved(hostname) : new AddressNotAllowed(hostname);
}

/**
 * Asks the name servers without the thread pool: `dns.lookup` would let a few dead name servers hold the threads that
 * names of healthy hosts and signatures wait for.
 */
export function nameServerResolver(): Resolver {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  return async (hostname) => {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  };
}

/** The system's own idea of a name, with its hosts file: for development, where names are local. */
export async function systemResolver(hostname: string): Promise<readonly string[]> {
  const found = await dns.lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
