import { recorded } from '../peers/recorded.ts';
import type { ClientData, ClientRecord, ServerChange, ServerCommits } from '../ports/index.ts';
import { isSelfDescribed } from './client-book.ts';
import { outOfBand } from './clients.ts';

/** What an app may that nobody has listed: everything, read alone, or nothing. */
export type UnknownClients = 'allow' | 'read' | 'refuse';
export const unknownClients: readonly UnknownClients[] = ['allow', 'read', 'refuse'];

export interface ClientRules {
  readonly unknown: UnknownClients;
  /** Places that listed apps send people back to, or self-described apps are at. */
  readonly places: readonly string[];
}

export type PlaceOutcome = { readonly kind: 'set'; readonly rules: ClientRules } | { readonly kind: 'invalid' };

/** Which apps people may use here, for those who decide it. */
export interface ClientRuling {
  rules(): Promise<ClientRules>;
  /** `by` is an actor IRI, or `operator`. */
  setUnknown(unknown: UnknownClients, by: string): Promise<ClientRules>;
  /** An origin, the scheme of an app (`icecubesapp:`), a client id that is an address, or the out-of-band address. */
  list(place: string, by: string): Promise<PlaceOutcome>;
  unlist(place: string, by: string): Promise<ClientRules>;
  /** The scopes that a client is left with of those that it asks for; undefined where it may not be used at all. */
  admit(client: Pick<ClientRecord, 'id' | 'redirectUris'>, scope: string): Promise<string | undefined>;
}

export interface ClientRulingParts {
  readonly origin: string;
  readonly clientData: ClientData;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const kind = 'client-rules';
const key = 'rules';
/** What is not more than to read, to know who somebody is, and to be told that there is something. */
const harmless = /^(read|profile|push|offline_access|activitypub:read)(:|$)/;

export function createClientRuling(parts: ClientRulingParts): ClientRuling {
  const owner = `${parts.origin}/oauth/clients`;
  const rules = async (): Promise<ClientRules> => {
    const kept = (await parts.clientData.get(owner, kind, key)) as unknown as ClientRules | undefined;
    return kept ?? { unknown: 'allow', places: [] };
  };
  const save = async (next: ClientRules, by: string, outcome: string): Promise<ClientRules> => {
    const value = { unknown: next.unknown, places: [...next.places] };
    const change: ServerChange = { change: 'clientData.put', owner, kind, key, value };
    await parts.commits.commit(recorded({ change, by, subject: 'clients', outcome, document: value }, parts.clock()));
    return next;
  };
  return {
    rules,
    setUnknown: async (unknown, by) => save({ ...(await rules()), unknown }, by, `unknown-clients-${unknown}`),
    async list(given, by) {
      const place = placeNamed(given);
      if (place === undefined) return { kind: 'invalid' };
      const { unknown, places } = await rules();
      const next = { unknown, places: [...new Set([...places, place])].sort() };
      return { kind: 'set', rules: await save(next, by, 'client-listed') };
    },
    async unlist(given, by) {
      const { unknown, places } = await rules();
      const place = placeNamed(given) ?? given;
      return save({ unknown, places: places.filter((one) => one !== place) }, by, 'client-unlisted');
    },
    async admit(client, scope) {
      const { unknown, places } = await rules();
      if (unknown === 'allow' || placesOf(client).every((of) => of.some((place) => places.includes(place))))
        return scope;
      if (unknown === 'refuse') return undefined;
      const left = scope.split(' ').filter((one) => harmless.test(one));
      return left.length > 0 ? left.join(' ') : undefined;
    },
  };
}

/** A place in the form that it is compared in; undefined for what is none. */
function placeNamed(given: string): string | undefined {
  const text = given.trim();
  if (text === outOfBand) return text;
  if (/^[a-z][a-z0-9+.-]*:(\/\/)?$/i.test(text)) return `${text.split(':')[0]?.toLowerCase()}:`;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.pathname === '/' && url.search === '' ? url.origin : url.href;
}

/** Names by which each address of a client may be listed: a listed client has all of them listed. */
function placesOf({ id, redirectUris }: Pick<ClientRecord, 'id' | 'redirectUris'>): string[][] {
  if (isSelfDescribed(id)) return [[id, new URL(id).origin]];
  return redirectUris.map((uri) => {
    const url = URL.parse(uri);
    if (!url || uri === outOfBand) return [uri];
    return /^https?:$/.test(url.protocol) ? [url.href, url.origin] : [url.protocol];
  });
}
