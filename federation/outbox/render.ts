import type { JsonObject } from '../../policies/index.ts';
import { audienceFields, isPublicAddress, publicAddress } from '../addressing.ts';
import { outboundContextFor } from '../apex/contexts.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { withoutGrants } from '../media/addresses.ts';

/** Counters and blind copies stay here; zones of this server mean nothing elsewhere. */
const staysInside = new Set(['likes', 'shares', 'bto', 'bcc']);

/** The compact JSON-LD of a node as colleagues get it: apex's own serialisation, which drops blind copies and private keys. */
export async function renderInside(apex: Apex, node: ApexNode): Promise<JsonObject> {
  return JSON.parse(apex.stringifyPublicJSONLD(await apex.toJSONLD(node))) as JsonObject;
}

/** The document proposed to the gate for readers outside, before any policy has spoken. */
export async function renderOutside(apex: Apex, node: ApexNode, origin: string): Promise<JsonObject> {
  const { '@context': _context, ...document } = await renderInside(apex, node);
  const shown = outside(document, origin) as JsonObject;
  return { '@context': structuredClone(outboundContextFor(shown)) as never, ...shown };
}

function outside(value: unknown, origin: string): unknown {
  if (Array.isArray(value)) return value.map((item) => outside(item, origin));
  if (typeof value === 'string') return withoutGrants(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !staysInside.has(key) && !key.includes(':'))
    .map(([key, member]) => [key, isAudience(key) ? addresses(member, origin) : listed(key, outside(member, origin))]);
  return Object.fromEntries(entries);
}

/** Properties of which others read lists alone (Pixelfed, Lemmy, PeerTube), though JSON-LD writes a single value bare. */
const alwaysLists = new Set(['tag', 'attachment', 'oneOf', 'anyOf', 'alsoKnownAs']);

function listed(key: string, value: unknown): unknown {
  return alwaysLists.has(key) && !Array.isArray(value) ? [value] : value;
}

function isAudience(key: string): boolean {
  return (audienceFields as readonly string[]).includes(key);
}

/** Always an array (single values trip some readers), with the full IRI of Public. */
function addresses(value: unknown, origin: string): unknown {
  const all = Array.isArray(value) ? value : [value];
  return all
    .filter((iri) => typeof iri === 'string' && !iri.startsWith(`${origin}/zones/`))
    .map((iri) => (isPublicAddress(iri) ? publicAddress : iri));
}
