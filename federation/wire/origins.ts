/**
 * The one form in which hosts and origins are compared: parsed by the URL standard (lower case, punycode, percent-decoded,
 * default port dropped, decimal IPv4), one trailing dot removed, user names refused.
 */
export function canonicalOrigin(url: string | URL): string | undefined {
  const parsed = webUrl(url);
  const host = parsed && hostOf(parsed);
  return host === undefined ? undefined : `${parsed?.protocol}//${host}`;
}

/** Host, with its port where that is not the default of the scheme; undefined for what is no http(s) URL. */
export function canonicalHost(url: string | URL): string | undefined {
  const parsed = webUrl(url);
  return parsed && hostOf(parsed);
}

/** True where both are http(s) URLs of one origin. Never decide by a prefix of the text. */
export function sameOrigin(a: string | URL, b: string | URL): boolean {
  const origin = canonicalOrigin(a);
  return origin !== undefined && origin === canonicalOrigin(b);
}

function webUrl(url: string | URL): URL | undefined {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return undefined;
  return parsed.username === '' && parsed.password === '' ? parsed : undefined;
}

function hostOf(url: URL): string | undefined {
  const { hostname, port } = url;
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  // A name whose labels are not all there is none.
  if (name === '' || name.startsWith('.') || name.endsWith('.') || name.includes('..')) return undefined;
  return port === '' ? name : `${name}:${port}`;
}
