import { randomUUID } from 'node:crypto';

/**
 * The store that servers under test keep their data in: with `PORTICO_STORE=mongodb://…` in the environment of the tests,
 * a database of that server's own under the one named there; else the embedded store.
 */
export function storeEnv(): Readonly<Record<string, string>> {
  const given = process.env['PORTICO_STORE'] ?? '';
  if (!given.startsWith('mongodb')) return {};
  const url = new URL(given);
  const named = url.pathname.slice(1) || 'portico';
  url.pathname = `/${named}-${randomUUID()}`;
  return { PORTICO_STORE: url.href };
}
