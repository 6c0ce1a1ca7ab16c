import { subscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

/** Loaded into the server's process before the server: notes where its sockets go, and which names it asks for. */
export const outgoing = { places: new Set<string>(), names: new Set<string>() };

subscribe('net.client.socket', (message) => {
  const socket = (message as { readonly socket?: unknown }).socket;
  if (!(socket instanceof Socket)) return;
  socket.once('connect', () => outgoing.places.add(`${socket.remoteAddress}:${socket.remotePort}`));
});

/** Every function of the resolver takes the name first. */
function watch(resolver: object): void {
  const functions = resolver as Record<string, unknown>;
  for (const [name, ask] of Object.entries(functions)) {
    if (!/^(lookup|resolve\w*|reverse)$/.test(name) || typeof ask !== 'function') continue;
    functions[name] = function (this: unknown, ...given: unknown[]): unknown {
      outgoing.names.add(String(given[0]));
      return ask.apply(this, given);
    };
  }
}

for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) watch(resolver);
syncBuiltinESMExports();
