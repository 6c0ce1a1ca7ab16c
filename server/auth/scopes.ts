/** Scopes that a token may have; `read:…` and `write:…` narrow the first two (as in the Mastodon API). */
const known = /^(read|write|follow|push)(:[a-z_]+)*$/;

/** Orders and de-duplicates a list of scopes parted by spaces; undefined where one of them is unknown. */
export function parseScope(given: string): string | undefined {
  const scopes = [...new Set(given.split(' ').filter((scope) => scope !== ''))];
  const valid = scopes.length > 0 && scopes.every((scope) => known.test(scope));
  return valid ? scopes.sort().join(' ') : undefined;
}
