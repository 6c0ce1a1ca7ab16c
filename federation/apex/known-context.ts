import { inboundLimits } from '../limits.ts';
import { loadContext } from './contexts.ts';

/** What a JSON-LD term means: its IRI, and how its values are read (JSON-LD 1.1 §9.15). */
export interface TermDefinition {
  readonly iri: string;
  /** `@id`, or the IRI of a datatype; absent where values are taken as they are. */
  readonly type?: string;
  readonly container?: '@list' | '@language';
}

/** Terms by name; `undefined` for a term whose definition says more than is understood here. */
export type Terms = ReadonlyMap<string, TermDefinition | undefined>;

type Definition = { readonly [keyword: string]: unknown };

const understood = new Set(['@id', '@type', '@container']);
/** ActivityStreams names terms without a definition by this; whoever uses such a term is read the long way. */
const ignored = new Set(['@language', '@vocab']);
const cachedContexts = 256;

/**
 * The terms of an `@context` made of bundled contexts and plain inline definitions, or undefined where it holds anything
 * else: scoped contexts, `@base`, unknown addresses. A default language is left out, as activitypub-express does.
 */
export async function termsOf(context: unknown): Promise<Terms | undefined> {
  const parts = Array.isArray(context) ? context : [context];
  const terms = new Map<string, TermDefinition | undefined>();
  for (const part of parts) {
    const document = typeof part === 'string' ? (await loadContext(part)).document : { '@context': part };
    const local = (document as Definition)['@context'];
    const inner = Array.isArray(local) ? local : [local];
    for (const definitions of inner) if (!define(definitions, terms, typeof part === 'string')) return undefined;
  }
  return terms;
}

/** The terms of contexts that were met before, by their text. */
export class KnownContexts {
  readonly #terms = new Map<string, Promise<Terms | undefined>>();

  terms(context: unknown): Promise<Terms | undefined> {
    const text = JSON.stringify(context) ?? '';
    if (text.length > inboundLimits.contextCharacters) return Promise.resolve(undefined);
    const known = this.#terms.get(text);
    if (known !== undefined) return known;
    // Whoever sends ever new contexts pays for them alone: those that are kept stay few.
    if (this.#terms.size >= cachedContexts) this.#terms.clear();
    const terms = termsOf(context);
    this.#terms.set(text, terms);
    return terms;
  }
}

function define(local: unknown, terms: Map<string, TermDefinition | undefined>, bundled: boolean): boolean {
  if (typeof local !== 'object' || local === null || Array.isArray(local)) return false;
  const definitions = local as Definition;
  for (const name of Object.keys(definitions)) {
    if (!name.startsWith('@')) continue;
    // `@vocab` is ActivityStreams' own only in its own context.
    if (!ignored.has(name) || (name === '@vocab' && !bundled)) return false;
  }
  const own = Object.keys(definitions).filter((name) => !name.startsWith('@'));
  // A definition may lean on a prefix that its own context defines further down.
  const prefixes = new Map(terms);
  for (const name of own) if (typeof definitions[name] === 'string') prefixes.set(name, { iri: definitions[name] });
  for (const name of own) terms.set(name, definition(definitions[name], prefixes));
  return true;
}

function definition(value: unknown, prefixes: Terms): TermDefinition | undefined {
  const {
    '@id': id,
    '@type': type,
    '@container': container,
  } = (typeof value === 'string' ? { '@id': value } : (value ?? {})) as Definition;
  if (typeof value === 'object' && !Object.keys(value ?? {}).every((keyword) => understood.has(keyword)))
    return undefined;
  const iri = typeof id === 'string' ? expanded(id, prefixes) : undefined;
  if (iri === undefined || (container !== undefined && container !== '@list' && container !== '@language')) {
    return undefined;
  }
  if (type === undefined) return { iri, ...(container && { container }) };
  const datatype = type === '@id' ? type : typeof type === 'string' ? expanded(type, prefixes) : undefined;
  return datatype === undefined ? undefined : { iri, type: datatype, ...(container && { container }) };
}

/** `@id` and `@type` are themselves; a compact IRI takes the IRI of its prefix; a plain word means nothing. */
function expanded(text: string, prefixes: Terms): string | undefined {
  if (text === '@id' || text === '@type') return text;
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  const prefix = prefixes.get(text.slice(0, colon));
  const rest = text.slice(colon + 1);
  if (prefix && !rest.startsWith('//')) return /[#/]$/.test(prefix.iri) ? prefix.iri + rest : undefined;
  return /^https?:\/\//.test(text) ? text : undefined;
}
