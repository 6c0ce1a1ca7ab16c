import type { Json, JsonObject } from '../../policies/index.ts';
import type { Wire } from '../wire/index.ts';

/** What a visitor wants to do with a thing of ours, on their own server. */
export type Intent = 'follow' | 'reply';

export type Interaction =
  /** Where their server takes them to do it. */
  | { readonly kind: 'found'; readonly url: string }
  /** No handle of a form that anybody has. */
  | { readonly kind: 'malformed' }
  /** The server does not answer, does not know them, or is not one that we speak with. */
  | { readonly kind: 'unknown' }
  /** It knows them, and has no such page. */
  | { readonly kind: 'unsupported' };

/** Activity Intents (FEP-3b86) and the page that Mastodon and its like have (OStatus), the more exact one first. */
const templates: Readonly<Record<Intent, readonly (readonly [string, string])[]>> = {
  follow: [
    ['https://w3id.org/fep/3b86/Follow', '{object}'],
    ['http://ostatus.org/schema/1.0/subscribe', '{uri}'],
  ],
  reply: [
    ['https://w3id.org/fep/3b86/Create', '{inReplyTo}'],
    ['http://ostatus.org/schema/1.0/subscribe', '{uri}'],
  ],
};

export interface InteractionParts {
  readonly wire: Pick<Wire, 'fetchJson'>;
  readonly origin: string;
}

/** Asks the server of a handle, by WebFinger (RFC 7033), where its people act on things from elsewhere. */
export async function findInteraction(
  { wire, origin }: InteractionParts,
  asked: { readonly handle: string; readonly intent: Intent; readonly uri: string },
): Promise<Interaction> {
  const found = accountOf(asked.handle);
  if (!found) return { kind: 'malformed' };
  const { protocol } = new URL(origin);
  const resource = encodeURIComponent(`acct:${found.user}@${found.host}`);
  const url = `${protocol}//${found.host}/.well-known/webfinger?resource=${resource}`;
  const fetched = await wire.fetchJson(url, { types: ['application/jrd+json', 'application/json'] });
  if (fetched.kind !== 'document') return { kind: 'unknown' };
  const links = [fetched.document['links'] ?? []].flat().filter(isObject);
  for (const [rel, place] of templates[asked.intent]) {
    const template = links.find((link) => link['rel'] === rel)?.['template'];
    const target = typeof template === 'string' ? fill(template, place, asked.uri) : undefined;
    if (target && (target.protocol === 'https:' || target.protocol === protocol)) {
      return { kind: 'found', url: target.href };
    }
  }
  return { kind: 'unsupported' };
}

/** `@name@host`, `name@host`, or the address of a profile. */
function accountOf(handle: string): { user: string; host: string } | undefined {
  const said = handle.trim();
  const [, user, host] = /^(?:acct:)?@?([\p{L}\p{N}_.+-]{1,64})@([^@\s/?#\\]{1,253})$/u.exec(said) ?? [];
  if (user !== undefined && host !== undefined) return withHost(user, host);
  const profile = URL.parse(said);
  const name = /^\/(?:@|users\/)([\p{L}\p{N}_.-]{1,64})$/u.exec(profile?.pathname ?? '')?.[1];
  return profile && name !== undefined ? withHost(name, profile.host) : undefined;
}

function withHost(user: string, host: string): { user: string; host: string } | undefined {
  const parsed = URL.parse(`https://${host}`);
  return parsed && parsed.pathname === '/' && parsed.username === '' ? { user, host: parsed.host } : undefined;
}

/** Places of a template that nothing is said for are left empty. */
function fill(template: string, place: string, uri: string): URL | undefined {
  if (!template.includes(place)) return undefined;
  const filled = template.replace(place, encodeURIComponent(uri)).replaceAll(/\{[^{}]*\}/g, '');
  return URL.parse(filled) ?? undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
