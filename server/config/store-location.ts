import { resolve } from 'node:path';

/** Where posts rest. The address of a MongoDB may carry a password and is therefore among the secrets. */
export type StoreLocation = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'mongodb' };

/** `sqlite:` or `sqlite:<file>` (relative to the data folder), or `mongodb://…`. */
export function parseStore(
  given: string | undefined,
  dataFolder: string,
  report: (problem: string) => void,
): StoreLocation {
  const value = given ?? 'sqlite:';
  if (/^mongodb(\+srv)?:\/\/./.test(value)) return { kind: 'mongodb' };
  if (!value.startsWith('sqlite:')) {
    report('PORTICO_STORE is not an address of a store: use `sqlite:`, `sqlite:<file>` or `mongodb://…`');
  }
  return { kind: 'sqlite', file: resolve(dataFolder, value.slice('sqlite:'.length) || 'portico.sqlite') };
}
