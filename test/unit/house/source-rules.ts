import { parseSync } from '@swc/core';

/** A rule that import directions can't express, judged on the syntax tree of one file. */
export interface SourceRule {
  readonly name: string;
  readonly advice: string;
  readonly appliesTo: (path: string) => boolean;
  readonly offends: (node: SyntaxNode) => boolean;
}

export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

const production = (path: string) => /^(server|federation|policies)\//.test(path);
const within =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder));
const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Dotted name of an identifier or a chain of members and calls, `globalThis.` left out; empty for anything else. */
function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'Identifier') return String(value.value);
  if (value.type === 'StringLiteral') return String(value.value);
  if (value.type === 'Computed') return nameOf(value.expression);
  if (value.type === 'CallExpression') return nameOf(value.callee);
  if (value.type === 'OptionalChainingExpression') return nameOf(value.base);
  if (value.type !== 'MemberExpression') return '';
  return `${nameOf(value.object)}.${nameOf(value.property)}`.replace(/^(globalThis|global)\./, '');
}

/** The name of what is called or constructed. */
const calleeOf = (node: SyntaxNode): string =>
  node.type === 'CallExpression' || node.type === 'NewExpression' ? nameOf(node.callee) : '';

const answering =
  /(^|\.)(res|response)(\.\w+)*\.(send|json|jsonp|end|write|sendFile|sendStatus|download|render|redirect)$/;

export const sourceRules: readonly SourceRule[] = [
  {
    name: 'no-global-sockets',
    advice: 'the global `fetch`, `WebSocket` and `EventSource` open sockets: use federation/wire',
    appliesTo: (path) => production(path) && !within('federation/wire/', 'server/web/client/')(path),
    offends: (node) =>
      /^(fetch|WebSocket|EventSource)$/.test(calleeOf(node)) ||
      /^(globalThis|global)\.(fetch|WebSocket|EventSource)$/.test(rawName(node)),
  },
  {
    name: 'environment-read-once',
    advice: '`process.env` is read in server/config/env.ts only: add the variable there and pass the value in',
    appliesTo: (path) => production(path) && path !== 'server/config/env.ts',
    offends: (node) => node.type === 'MemberExpression' && /^process\.env$/.test(nameOf(node)),
  },
  {
    name: 'answers-through-the-responder',
    advice: 'a raw answer may carry what the gate never saw: answer through server/http/respond',
    appliesTo: (path) => path.startsWith('server/') && !within('server/http/respond', 'server/web/client/')(path),
    offends: (node) => answering.test(calleeOf(node)),
  },
  {
    name: 'no-text-run-as-code',
    advice: '`eval` and `Function` run text as code: write the code',
    appliesTo: () => true,
    offends: (node) => /^(eval|Function)$/.test(calleeOf(node)),
  },
  {
    name: 'policies-take-no-time',
    advice: 'policies/ reads no clock, chance or process: take the value as an argument',
    appliesTo: within('policies/'),
    offends: (node) =>
      /^(Date\.now|Math\.random|setTimeout|setInterval|setImmediate|queueMicrotask)$/.test(calleeOf(node)) ||
      /^process\./.test(nameOf(node)),
  },
];

/** Like `nameOf`, with `globalThis.` kept. */
function rawName(node: SyntaxNode): string {
  return node.type === 'MemberExpression' ? `${nameOf(node.object)}.${nameOf(node.property)}` : '';
}

/** Names of the rules that this file breaks. */
export function brokenRules(path: string, source: string): string[] {
  const rules = sourceRules.filter((rule) => rule.appliesTo(path));
  const broken = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) for (const rule of rules) if (rule.offends(value)) broken.add(rule.name);
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: path.endsWith('.tsx'), target: 'es2024' }).body);
  return [...broken];
}
