import type { Json, JsonObject } from '../model/json.ts';
import { admitContext } from './context.ts';
import { isLanguageTag } from './forms.ts';
import { step } from './pointer.ts';
import type { NodeKind, PropertyRule } from './property-rule.ts';
import { type DocumentKind, rootOf, tableOf } from './tables.ts';

/** Deepest nesting of nodes that is read. */
export const maxDepth = 32;
/** Most properties and list items that one document may have. */
export const maxValues = 20_000;
/** Most UTF-16 code units that the property names and strings of one document may have together. */
export const maxCharacters = 1_048_576;

export type Admission =
  | {
      readonly kind: 'admitted';
      /** A fresh document of nothing but what may leave. */
      readonly document: JsonObject;
      /** JSON pointers into the given document of what was left out, for its author's eyes: they hold property names. */
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly cause: 'too-deep' | 'too-large' };

/**
 * Reduces a document in compact form to the properties of the egress table, each with a value of its class.
 *
 * Left out without report, as nobody expects them outside: `bto`, `bcc`, keys that start with `_`, and nulls.
 */
export function admit(document: JsonObject, kind: DocumentKind = 'activitystreams'): Admission {
  const walk = new Walk();
  const admitted = walk.node(document, rootOf(kind), '', 1) ?? {};
  if (walk.unreadable) return { kind: 'unreadable', cause: walk.unreadable };
  return { kind: 'admitted', document: admitted, dropped: walk.dropped };
}

const expectedInside: ReadonlySet<string> = new Set(['bto', 'bcc']);

/** One pass over one document. What can't leave comes back as `undefined`, reported where it stands. */
class Walk {
  readonly dropped: string[] = [];
  unreadable: 'too-deep' | 'too-large' | undefined;
  #values = 0;
  #characters = 0;

  /** A node's admitted properties, or `undefined` where it had some and none is left. */
  node(node: JsonObject, kind: NodeKind, pointer: string, depth: number): JsonObject | undefined {
    if (depth > maxDepth) this.unreadable = 'too-deep';
    const admitted: JsonObject = {};
    const keys = Object.keys(node);
    let empty = keys.length > 0;
    for (const key of keys) {
      if (!this.#count(key)) return undefined;
      const value = node[key];
      if (value === undefined || value === null) continue;
      const kept = this.#property(key, value, node, kind, pointer, depth);
      if (kept === undefined) continue;
      admitted[key] = kept;
      empty = false;
    }
    return empty ? undefined : admitted;
  }

  #property(
    key: string,
    value: Json,
    node: JsonObject,
    kind: NodeKind,
    pointer: string,
    depth: number,
  ): Json | undefined {
    if (key.startsWith('_')) return undefined;
    if (key === '@context' && kind === 'object') {
      return admitContext(value, step(pointer, key), (at) => this.dropped.push(at));
    }
    const rule = tableOf(kind).get(key);
    if (!rule || rule.class === 'never' || rule.where?.(value, node, pointer) === false) {
      return expectedInside.has(key) ? undefined : this.#drop(step(pointer, key));
    }
    return Array.isArray(value)
      ? this.#list(value, rule, step(pointer, key), depth)
      : this.#item(value, rule, step(pointer, key), depth);
  }

  #list(items: readonly Json[], rule: PropertyRule, pointer: string, depth: number): Json[] | undefined {
    const kept: Json[] = [];
    for (const [at, item] of items.entries()) {
      if (!this.#count('')) return undefined;
      if (item === null || item === undefined) continue;
      const path = step(pointer, at);
      const admitted = Array.isArray(item) || rule.languages ? this.#drop(path) : this.#item(item, rule, path, depth);
      if (admitted !== undefined) kept.push(admitted);
    }
    return kept.length > 0 || items.length === 0 ? kept : undefined;
  }

  #item(value: Json, rule: PropertyRule, pointer: string, depth: number): Json | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (rule.languages) return this.#languageMap(value, pointer);
      return rule.node ? this.node(value, rule.node, pointer, depth + 1) : this.#drop(pointer);
    }
    if (typeof value === 'string') this.#count(value);
    const leaf = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return leaf && rule.admits(value) ? value : this.#drop(pointer);
  }

  #languageMap(map: JsonObject, pointer: string): JsonObject | undefined {
    const admitted: JsonObject = {};
    for (const [tag, value] of Object.entries(map)) {
      if (!this.#count(tag)) return undefined;
      if (isLanguageTag(tag) && typeof value === 'string' && this.#count(value)) admitted[tag] = value;
      else this.#drop(step(pointer, tag));
    }
    return Object.keys(admitted).length > 0 ? admitted : undefined;
  }

  #drop(pointer: string): undefined {
    this.dropped.push(pointer);
    return undefined;
  }

  /** Counts a value; false once the document can't be read to its end. */
  #count(characters: string): boolean {
    this.#values += 1;
    this.#characters += characters.length;
    if (this.#values > maxValues || this.#characters > maxCharacters) this.unreadable ??= 'too-large';
    return this.unreadable === undefined;
  }
}
