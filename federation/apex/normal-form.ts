import type { KnownContexts, TermDefinition, Terms } from './known-context.ts';

/** Any JSON value, as `JSON.parse` gives it. */
type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
type Members = { readonly [key: string]: Value };
type Normal = { [key: string]: unknown };

/** Thrown inside, caught at the door: this document is for the JSON-LD processor. */
class Unfamiliar extends Error {}

const publicAddress = 'https://www.w3.org/ns/activitystreams#Public';
/** An IRI that neither expansion nor compaction changes. */
const plainIri = /^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/;
const languageTag = /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i;

/** How values of one term of a document are written in normal form. */
interface Plan {
  readonly key: string;
  readonly iri: string;
  readonly kind: 'iri' | 'typed' | 'plain' | 'texts';
}

/**
 * Writes documents of the shapes that servers really send in activitypub-express's normal form without a JSON-LD
 * processor: the same result as compaction (JSON-LD 1.1 API §5.1.2) against the target context with arrays kept. Whatever
 * is not plainly one of those shapes is left to the processor.
 */
export class NormalForm {
  readonly #contexts: KnownContexts;
  readonly #target: unknown;
  readonly #plans = new WeakMap<Terms, ReadonlyMap<string, Plan | undefined>>();
  readonly #types = new WeakMap<Terms, ReadonlyMap<string, string>>();

  /** `target` is the `@context` of the normal form. */
  constructor(contexts: KnownContexts, target: unknown) {
    this.#contexts = contexts;
    this.#target = target;
  }

  /** The normal form of a document, or undefined where only the processor can tell. */
  async of(document: object): Promise<object | undefined> {
    const { '@context': context = this.#target, ...members } = document as Members & { '@context'?: unknown };
    const [source, target] = await Promise.all([this.#contexts.terms(context), this.#contexts.terms(this.#target)]);
    if (!source || !target || source.get('id')?.iri !== '@id' || source.get('type')?.iri !== '@type') return undefined;
    const reading = new Reading(this.#plansOf(source, target), this.#typesOf(source, target), prefixesOf(target));
    try {
      return reading.root(members);
    } catch (error) {
      if (error instanceof Unfamiliar) return undefined;
      throw error;
    }
  }

  #plansOf(source: Terms, target: Terms): ReadonlyMap<string, Plan | undefined> {
    const known = this.#plans.get(source);
    if (known) return known;
    const plans = new Map([...source].map(([name, definition]) => [name, planOf(definition, target)] as const));
    this.#plans.set(source, plans);
    return plans;
  }

  #typesOf(source: Terms, target: Terms): ReadonlyMap<string, string> {
    const known = this.#types.get(source);
    if (known) return known;
    const plain = new Map<string, string>();
    for (const [name, definition] of target) {
      if (definition && !definition.type && !definition.container) plain.set(definition.iri, name);
    }
    const types = new Map<string, string>();
    for (const [name, definition] of source) {
      const written = definition && plain.get(definition.iri);
      if (written !== undefined) types.set(name, written);
    }
    this.#types.set(source, types);
    return types;
  }
}

/** The target's term of the same meaning; the whole IRI where the target has no term for it at all. */
function planOf(definition: TermDefinition | undefined, target: Terms): Plan | undefined {
  if (!definition || definition.iri.startsWith('@')) return undefined;
  const { iri, type, container } = definition;
  const kind = container === '@language' ? 'texts' : type === '@id' ? 'iri' : type === undefined ? 'plain' : 'typed';
  let named = false;
  for (const [key, candidate] of target) {
    if (candidate?.iri !== iri) continue;
    named = true;
    if (candidate.type === type && candidate.container === container) return { key, iri, kind };
  }
  const bare =
    !named && kind === 'plain' && container === undefined && !prefixesOf(target).some((one) => iri.startsWith(one));
  return bare ? { key: iri, iri, kind } : undefined;
}

const prefixes = new WeakMap<Terms, readonly string[]>();

/** IRIs that compaction may shorten others by. */
function prefixesOf(terms: Terms): readonly string[] {
  const known = prefixes.get(terms);
  if (known) return known;
  const found = [...terms.values()].flatMap((one) => (one && /[#/]$/.test(one.iri) ? [one.iri] : []));
  prefixes.set(terms, found);
  return found;
}

/** One document being read. */
class Reading {
  readonly #plans: ReadonlyMap<string, Plan | undefined>;
  readonly #types: ReadonlyMap<string, string>;
  readonly #prefixes: readonly string[];

  constructor(
    plans: ReadonlyMap<string, Plan | undefined>,
    types: ReadonlyMap<string, string>,
    prefixes: readonly string[],
  ) {
    this.#plans = plans;
    this.#types = types;
    this.#prefixes = prefixes;
  }

  root(members: Members): Normal {
    const node = this.#node(members);
    // A node that says nothing but its id is dropped by the processor.
    if (Object.keys(node).every((key) => key === 'id')) throw new Unfamiliar();
    return node;
  }

  #node(members: Members): Normal {
    const node: Normal = {};
    const said = new Set<string>();
    for (const name of Object.keys(members)) {
      // The server's own: a document that brings them from outside loses them.
      if (name.startsWith('_')) continue;
      if (name.startsWith('@')) throw new Unfamiliar();
      const value = members[name] ?? null;
      if (name === 'id') node['id'] = this.#iri(value);
      else if (name === 'type') node['type'] = this.#type(value);
      else if (value !== null) this.#property(node, said, name, value);
    }
    return node;
  }

  #property(node: Normal, said: Set<string>, name: string, value: Value): void {
    const plan = this.#plans.get(name);
    if (plan === undefined || Object.hasOwn(node, plan.key)) throw new Unfamiliar();
    // `items` and `orderedItems` are one property: how the two would be told apart is the processor's knowledge.
    if (plan.kind !== 'texts' && said.has(plan.iri)) throw new Unfamiliar();
    if (plan.kind !== 'texts') said.add(plan.iri);
    if (plan.kind === 'texts') {
      node[plan.key] = texts(value);
      return;
    }
    const values = Array.isArray(value) ? (value as readonly Value[]) : [value];
    const written = values.flatMap((one) => (one === null ? [] : [this.#value(one, plan)]));
    // What nothing is written of has no datatype by which the processor would find the term.
    if (written.length === 0 && plan.kind === 'typed') throw new Unfamiliar();
    node[plan.key] = written;
  }

  #value(value: Exclude<Value, null>, { kind }: Plan): unknown {
    if (Array.isArray(value)) throw new Unfamiliar();
    if (typeof value === 'object') {
      if (kind === 'typed') throw new Unfamiliar();
      const node = this.#node(value as Members);
      const keys = Object.keys(node);
      return kind === 'iri' && keys.length === 1 && keys[0] === 'id' ? node['id'] : node;
    }
    if (kind !== 'iri') return value;
    return this.#iri(value);
  }

  #iri(value: Value): string {
    if (value === publicAddress || value === 'as:Public') return this.#publicIri(value);
    if (typeof value !== 'string' || !plainIri.test(value)) throw new Unfamiliar();
    if (this.#prefixes.some((prefix) => value.startsWith(prefix))) throw new Unfamiliar();
    return value;
  }

  #publicIri(value: string): string {
    if (value === 'as:Public' && this.#plans.get('as')?.key !== 'as') throw new Unfamiliar();
    return 'as:Public';
  }

  #type(value: Value): string {
    const [only, ...more] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    const written = typeof only === 'string' && more.length === 0 ? this.#types.get(only) : undefined;
    if (written === undefined) throw new Unfamiliar();
    return written;
  }
}

/** Texts by language; language tags are lower case. */
function texts(value: Value): Normal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unfamiliar();
  const written: Normal = {};
  for (const [language, text] of Object.entries(value as Members)) {
    const key = language.toLowerCase();
    if (typeof text !== 'string' || !languageTag.test(language) || Object.hasOwn(written, key)) throw new Unfamiliar();
    written[key] = text;
  }
  if (Object.keys(written).length === 0) throw new Unfamiliar();
  return written;
}
