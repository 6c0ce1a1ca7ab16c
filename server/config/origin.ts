/**
 * The public origin. Production is https on a public name; http, and with it private addresses, are for loopback and
 * closed test networks, so that no switch meant for development opens a public server's way into its own network.
 */
export function parseOrigin(given: string, allowPrivateAddresses: boolean, report: (problem: string) => void): string {
  const url = URL.parse(given);
  const plain = url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '';
  if (!plain || !isBare(url)) {
    report(`PORTICO_ORIGIN is \`${shown(given)}\`: use scheme and host alone, such as \`https://community.example\``);
    return given;
  }
  const loopback = isLoopback(url.hostname);
  if (url.protocol === 'http:' && !loopback && !allowPrivateAddresses) {
    report(`PORTICO_ORIGIN is \`${url.origin}\`: use https, http is for loopback only`);
  }
  if (url.protocol === 'https:' && !loopback && allowPrivateAddresses) {
    report(`PORTICO_ALLOW_PRIVATE_ADDRESSES is for development: unset it, PORTICO_ORIGIN is \`${url.origin}\``);
  }
  return url.origin;
}

/** True for an origin that only this machine can reach. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}

function isBare(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

/** A password that slipped into the address is not repeated. */
function shown(given: string): string {
  return given.replace(/\/\/[^/]*@/, '//…@');
}
