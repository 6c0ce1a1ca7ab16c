/**
 * The name of another server as rules have it: lower case, punycode, with a port where it is not the usual one. Undefined
 * for what names none.
 */
export function hostNamed(given: string): string | undefined {
  const text = given.trim();
  if (!/^[^/?#@\s]{1,253}$/.test(text)) return undefined;
  const url = URL.parse(`https://${text}`);
  return url && url.pathname === '/' && url.hostname !== '' ? url.host.replace(/\.$/, '') : undefined;
}
