import { canonicalHost } from './origins.ts';

/** What passes between two servers: we send, we fetch, we hear what they send or ask. */
export type WireWay = 'send' | 'fetch' | 'hear';

/** Where requests may go. */
export interface DestinationRules {
  /** Canonical origin of this server. */
  readonly ownOrigin: string;
  /** http and any port are allowed besides https on 443. */
  readonly plainHttp: boolean;
  /** Takes a canonical host. */
  federates(host: string): boolean;
  readonly urlLength: number;
}

export type Destination =
  | { readonly kind: 'allowed'; readonly url: URL }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Checks everything about a URL that can be known before its name is looked up. The address that a name leads to is
 * checked when connecting (`connector.ts`).
 */
export function checkDestination(text: string, rules: DestinationRules): Destination {
  if (text.length > rules.urlLength) return refused(`the url is longer than ${rules.urlLength} characters`);
  const url = URL.parse(text);
  if (!url) return refused('not a url');
  if (url.protocol !== 'https:' && !(rules.plainHttp && url.protocol === 'http:'))
    return refused('only https is allowed');
  if (url.username !== '' || url.password !== '') return refused('a url with a user name is not allowed');
  const host = canonicalHost(url);
  if (host === undefined) return refused('the url names no host');
  if (url.port !== '' && !rules.plainHttp) return refused('only port 443 is allowed');
  if (`${url.protocol}//${host}` === rules.ownOrigin) return refused('the url is on this server itself');
  if (!rules.federates(host)) return refused(`this server does not federate with \`${host}\``);
  return { kind: 'allowed', url };
}

function refused(reason: string): Destination {
  return { kind: 'refused', reason };
}
