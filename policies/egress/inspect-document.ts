import type { Field, FieldKind } from '../model/field.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { maxDepth } from './admit.ts';
import { isKnown as isKnownContext } from './context.ts';
import { drawnFor } from './drawn-ids.ts';
import { isBlurhash, isLanguageTag } from './forms.ts';
import { isActorType } from './known-values.ts';
import type { Leaf } from './leaf.ts';
import { step } from './pointer.ts';
import { type EgressClass, languages, type NodeKind, type PropertyRule, text } from './property-rule.ts';
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

/**
 * Every string and number of a document that can carry words or figures of an author, with its JSON pointer.
 *
 * Reads any document, admitted or not: what the egress table does not know is text. Values of closed forms and ids that
 * were drawn at random for the document are left out, and an address that occurs again is read once. Throws a RangeError where values nest deeper than `maxDepth`.
 */
export function inspectDocument(document: JsonObject, kind: DocumentKind = 'activitystreams'): Field[] {
  const inspection = new Inspection(drawnFor(document));
  inspection.node(document, rootOf(kind), '', 1);
  return inspection.fields;
}

class Inspection {
  readonly fields: Field[] = [];
  readonly #addresses = new Set<string>();
  readonly #isDrawn: (pointer: string, value: string) => boolean;

  constructor(isDrawn: (pointer: string, value: string) => boolean) {
    this.#isDrawn = isDrawn;
  }

  /** Reads a node by the table of its kind, or all of it as plain text where it has none. */
  node(node: JsonObject, kind: NodeKind | undefined, pointer: string, depth: number): void {
    refuseDeeper(depth);
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (value === undefined || value === null) continue;
      const at = step(pointer, key);
      if (key === '@context' && kind === 'object') this.#context(value, at, depth);
      else this.#value(value, ruleFor(key, node, kind), at, depth);
    }
    if (kind === 'object') this.#plainSummary(node, pointer);
  }

  #value(value: Json, rule: PropertyRule, pointer: string, depth: number): void {
    if (Array.isArray(value)) {
      refuseDeeper(depth);
      for (const [at, item] of value.entries()) {
        this.#value(item, rule, step(pointer, at), Array.isArray(item) ? depth + 1 : depth);
      }
    } else if (typeof value === 'object' && value !== null) {
      if (rule.languages) this.#languageMap(value, rule, pointer, depth);
      else this.node(value, rule.node, pointer, depth + 1);
    } else if (value !== null) this.#leaf(value, rule, pointer);
  }

  #leaf(value: Leaf, rule: PropertyRule, pointer: string): void {
    if (typeof value === 'boolean' || rule.inert(value)) return;
    if (typeof value === 'number') {
      this.#add(pointer, 'number', String(value));
      return;
    }
    const kind = kindOf(value, rule);
    if ((kind === 'address' || kind === 'url') && this.#isDrawn(pointer, value)) return;
    if (kind === 'address') {
      if (this.#addresses.has(value)) return;
      this.#addresses.add(value);
    }
    this.#add(pointer, kind, value);
  }

  #languageMap(map: JsonObject, rule: PropertyRule, pointer: string, depth: number): void {
    for (const [tag, value] of Object.entries(map)) {
      const at = step(pointer, tag);
      if (!isLanguageTag(tag)) this.#add(at, 'text', tag);
      if (typeof value === 'string') this.#add(at, kinds[rule.class], value);
      else if (value !== undefined) this.#value(value, text, at, depth);
    }
  }

  /** A context that may leave whole says nothing; of any other, every string is read. */
  #context(context: Json, pointer: string, depth: number): void {
    if (!isKnownContext(context)) this.#value(context, text, pointer, depth);
  }

  /** Mastodon shows the summary of a post as plain text: what markup would swallow is read there. */
  #plainSummary(node: JsonObject, pointer: string): void {
    const { summary } = node;
    if (typeof summary !== 'string' || !summary.includes('<') || isActorType(node['type'])) return;
    this.#add(step(pointer, 'summary'), 'text', summary);
  }

  #add(path: string, kind: FieldKind, value: string): void {
    this.fields.push({ path, kind, value });
  }
}

function refuseDeeper(depth: number): void {
  if (depth > maxDepth) throw new RangeError(`document nests deeper than ${maxDepth} levels`);
}

/** The table's rule; content that is declared as anything but HTML is plain text, which is read as markup too. */
function ruleFor(key: string, node: JsonObject, kind: NodeKind | undefined): PropertyRule {
  const rule = kind && tableOf(kind).get(key);
  if (!rule) return text;
  if (kind !== 'object' || (key !== 'content' && key !== 'contentMap')) return rule;
  const { mediaType } = node;
  if (mediaType === undefined || mediaType === null || mediaType === 'text/html') return rule;
  return rule.languages ? languages('text') : text;
}

/** A string that does not have the form of its class is nothing but text, and so is a BlurHash. */
function kindOf(value: string, rule: PropertyRule): FieldKind {
  if (!rule.admits(value) || (rule.class === 'media' && isBlurhash(value))) return 'text';
  return kinds[rule.class];
}
