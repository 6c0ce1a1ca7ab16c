import type { Json, JsonObject } from '../../policies/index.ts';

export interface JsonLimits {
  readonly jsonDepth: number;
  /** Object members and array elements together. */
  readonly jsonMembers: number;
}

export type ParsedJson =
  | { readonly kind: 'object'; readonly value: JsonObject }
  | { readonly kind: 'refused'; readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a JSON object from outside so that every later reader sees the same one: UTF-8 without a byte order mark, no key
 * twice, no key that reaches a prototype, no lone surrogate, no number beyond the finite. Nesting and size are counted
 * before anything is built.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits): ParsedJson {
  const shape = measure(bytes, limits);
  if (shape.depth > limits.jsonDepth) return refused(`the json is nested deeper than ${limits.jsonDepth}`);
  if (shape.commas > limits.jsonMembers || shape.keys > limits.jsonMembers) {
    return refused(`the json has more than ${limits.jsonMembers} members`);
  }
  let value: Json;
  try {
    value = JSON.parse(utf8.decode(bytes)) as Json;
  } catch {
    return refused('not json in utf-8');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return refused('not a json object');
  const tally = { keys: 0 };
  const problem = inspect(value, tally);
  if (problem) return refused(problem);
  // A key that stands twice in one object is parsed into one.
  return tally.keys === shape.keys ? { kind: 'object', value } : refused('the json has a key twice in one object');
}

const quote = 0x22;
const backslash = 0x5c;

interface Shape {
  depth: number;
  /** Colons outside of strings: one per member of an object. */
  keys: number;
  /** Commas outside of strings: one less than members, in every object and array. */
  commas: number;
}

/** Counts up to where a limit is passed; a document that is not JSON fails later. */
function measure(bytes: Uint8Array, { jsonDepth, jsonMembers }: JsonLimits): Shape {
  const shape = { depth: 0, keys: 0, commas: 0 };
  let open = 0;
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case quote:
        at = endOfString(bytes, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++open > shape.depth) shape.depth = open;
        if (open > jsonDepth) return shape;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        open--;
        break;
      case 0x3a: // :
        if (++shape.keys > jsonMembers) return shape;
        break;
      case 0x2c: // ,
        if (++shape.commas > jsonMembers) return shape;
        break;
      default:
    }
  }
  return shape;
}

function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

function inspect(value: Json, tally: { keys: number }): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'the json has half a character';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'the json has a number out of range';
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return firstProblem(value, tally);
  const keys = Object.keys(value);
  tally.keys += keys.length;
  for (const key of keys) {
    if (prototypeKeys.has(key)) return 'the json has a key that no document needs';
    if (!key.isWellFormed()) return 'the json has half a character';
    const problem = inspect(value[key] ?? null, tally);
    if (problem) return problem;
  }
  return undefined;
}

function firstProblem(values: readonly Json[], tally: { keys: number }): string | undefined {
  for (const value of values) {
    const problem = inspect(value, tally);
    if (problem) return problem;
  }
  return undefined;
}

function refused(reason: string): ParsedJson {
  return { kind: 'refused', reason };
}
