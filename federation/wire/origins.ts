/**
 * The one form in which hosts and origins are compared: parsed by the URL standard (lower case, punycode, percent-decoded,
 * default port dropped, decimal IPv4), one trailing dot removed, user names refused.
 */
export function canonicalOrigin(url: string | URL): string | undefined {
  const parsed = canonicalUrl(url);
  return parsed && `${parsed.protocol}//${hostOf(parsed)}`;
}

/** Host, with its port where that is not the default of the scheme; undefined for what is no http(s) URL. */
export function canonicalHost(url: string | URL): string | undefined {
  const parsed = canonicalUrl(url);
  return parsed && hostOf(parsed);
}

/** True where both are http(s) URLs of one origin. Never decide by a prefix of the text. */
export function sameOrigin(a: string | URL, b: string | URL): boolean {
  const origin = canonicalOrigin(a);
  return origin !== undefined && origin === canonicalOrigin(b);
}

function canonicalUrl(url: string | URL): URL | undefined {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return undefined;
  if (parsed.username !== '' || parsed.password !== '') return undefined;
  return hostOf(parsed) === undefined ? undefined : parsed;
}

function hostOf(url: URL): string | undefined {
  const name = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  if (name === '' || name.split('.').includes('')) return undefined;
  return url.port === '' ? name : `${name}:${url.port}`;
}
