import type { Field, FieldKind } from '../model/field.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { maxDepth } from './admit.ts';
import { admitContext } from './context.ts';
import { isLanguageTag } from './forms.ts';
import { step } from './pointer.ts';
import type { EgressClass, Leaf, NodeKind, PropertyRule } from './property-rule.ts';
import { type DocumentKind, rootOf, tableOf } from './tables.ts';

const kinds: Readonly<Record<EgressClass, FieldKind>> = {
  text: 'text',
  html: 'html',
  address: 'address',
  url: 'url',
  media: 'url',
  number: 'number',
  structural: 'text',
  never: 'text',
};

/** Plain text wherever the table does not know better. */
const unknown: PropertyRule = { class: 'text', admits: () => false, inert: () => false };

/**
 * Every string and number of a document that can carry words or figures of an author, with its JSON pointer.
 *
 * Reads any document, admitted or not: what the egress table does not know is text. Values of closed forms are left out,
 * and an address that occurs again is read once. Throws a RangeError where nodes nest deeper than `maxDepth`.
 */
export function inspectDocument(document: JsonObject, kind: DocumentKind = 'activitystreams'): Field[] {
  const inspection = new Inspection();
  inspection.node(document, rootOf(kind), '', 1);
  return inspection.fields;
}

class Inspection {
  readonly fields: Field[] = [];
  readonly #addresses = new Set<string>();

  node(node: JsonObject, kind: NodeKind | undefined, pointer: string, depth: number): void {
    if (depth > maxDepth) throw new RangeError(`document nests deeper than ${maxDepth} levels`);
    const table = kind && tableOf(kind);
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (value === undefined || value === null) continue;
      const at = step(pointer, key);
      if (key === '@context' && kind === 'object') this.#context(value, at, depth);
      else this.#value(value, table?.get(key) ?? unknown, at, depth);
    }
    if (kind === 'object' || kind === 'source') this.#otherMarkup(node, kind, pointer);
  }

  #value(value: Json, rule: PropertyRule, pointer: string, depth: number): void {
    if (Array.isArray(value)) {
      if (depth > maxDepth) throw new RangeError(`document nests deeper than ${maxDepth} levels`);
      for (const [at, item] of value.entries()) this.#value(item, rule, step(pointer, at), depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      if (rule.languages) this.#languageMap(value, rule, pointer, depth);
      else this.node(value, rule.node, pointer, depth + 1);
    } else if (value !== null) this.#leaf(value, rule, pointer);
  }

  #leaf(value: Leaf, rule: PropertyRule, pointer: string): void {
    if (typeof value === 'boolean' || rule.inert(value)) return;
    if (typeof value === 'number') {
      this.fields.push({ path: pointer, kind: 'number', value: String(value) });
      return;
    }
    const kind = this.#kindOf(value, rule);
    if (kind === 'address') {
      if (this.#addresses.has(value)) return;
      this.#addresses.add(value);
    }
    this.fields.push({ path: pointer, kind, value });
  }

  /** A string that does not have the form of its class is nothing but text. */
  #kindOf(value: string, rule: PropertyRule): FieldKind {
    const kind = kinds[rule.class];
    return kind === 'html' || rule.admits(value) ? kind : 'text';
  }

  #languageMap(map: JsonObject, rule: PropertyRule, pointer: string, depth: number): void {
    for (const [tag, value] of Object.entries(map)) {
      const at = step(pointer, tag);
      if (!isLanguageTag(tag)) this.fields.push({ path: at, kind: 'text', value: tag });
      if (typeof value === 'string') this.fields.push({ path: at, kind: kinds[rule.class], value });
      else if (value !== undefined) this.#value(value, unknown, at, depth);
    }
  }

  /** A context that leaves whole says nothing; in any other every string is read, and so is every term. */
  #context(context: Json, pointer: string, depth: number): void {
    let foreign = false;
    admitContext(context, pointer, () => {
      foreign = true;
    });
    if (foreign) this.#value(context, unknown, pointer, depth);
  }

  /**
   * Readers differ in whether they heed `mediaType`: a content that is not declared as HTML is read both as markup and as
   * plain text, so that neither reading hides from the other.
   */
  #otherMarkup(node: JsonObject, kind: NodeKind, pointer: string): void {
    const declared = node['mediaType'];
    const isHtml = declared === 'text/html' || (kind === 'object' && declared === undefined);
    if (isHtml && kind === 'object') return;
    const { content } = node;
    if (typeof content === 'string') {
      this.fields.push({ path: step(pointer, 'content'), kind: kind === 'object' ? 'text' : 'html', value: content });
    }
  }
}
