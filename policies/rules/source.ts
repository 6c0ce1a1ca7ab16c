import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';

/** A place in a file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML file that parsed, and where in it each value stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The place of what a JSON pointer names, or of its nearest parent; `atKey` for the key in front of it. */
  place(pointer: string, atKey?: boolean): Place;
}

/** Parses one YAML 1.2 document; every mistake is an error, duplicate keys and unknown tags included. */
export function parseYaml(
  file: string,
  text: string,
): { ok: true; source: YamlSource } | { ok: false; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, version: '1.2' });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      ok: false,
      problems: faults.map(({ pos, message }) => ({
        file,
        ...at(pos[0]),
        message: `not valid YAML: ${lower(message)}`,
      })),
    };
  }
  const value = toValue(document);
  if (value === undefined) {
    const hint = 'write the values out';
    return {
      ok: false,
      problems: [{ file, line: 1, column: 1, message: 'aliases in it do not resolve or grow too large', hint }],
    };
  }
  return {
    ok: true,
    source: { file, value, place: (pointer, atKey) => at(offsetOf(document, pointer, atKey ?? false)) },
  };
}

/** `undefined` where aliases do not resolve or unfold beyond bounds. */
function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? null;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function offsetOf(document: Document.Parsed, pointer: string, atKey: boolean): number {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, token] of tokens.entries()) {
    const child = childOf(node, token);
    if (child === undefined) break;
    const last = index === tokens.length - 1;
    offset = last && atKey ? (startOf(child.key) ?? offset) : (startOf(child.value) ?? startOf(child.key) ?? offset);
    node = child.value;
  }
  return offset ?? 0;
}

function childOf(node: unknown, token: string): { key: unknown; value: unknown } | undefined {
  if (isSeq(node)) return { key: node.items[Number(token)], value: node.items[Number(token)] };
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === token);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
