import type { Request } from 'express';
import { readBody } from './body.ts';

export type Value = string | number | boolean | null | Upload | Value[] | Parameters;
/** What a request carries, by name: names in brackets nest as in `fields_attributes[0][name]` and `media_ids[]`. */
export type Parameters = { [name: string]: Value };

/** A file of a multipart form. */
export interface Upload {
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export type Read =
  | { readonly kind: 'parameters'; readonly parameters: Parameters }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly reason: string }
  | { readonly kind: 'aborted' };

const deepest = 8;
const most = 1000;

/** The query and the body together, whichever of the three forms clients use the body has. */
export async function readParameters(request: Request, limit: number): Promise<Read> {
  const parameters = parseQuery(new URL(request.originalUrl, 'http://localhost').searchParams);
  if (request.method === 'GET' || request.method === 'HEAD') return { kind: 'parameters', parameters };
  const body = await readBody(request, limit);
  if (body.kind === 'aborted') return body;
  if (body.kind === 'too-large') return refused(413, `the request is larger than ${Math.floor(limit / 1024)} KiB`);
  if (body.bytes.length === 0) return { kind: 'parameters', parameters };
  const read = await parseBody(body.bytes, request.headers['content-type'] ?? '');
  return read.kind === 'parameters' ? { ...read, parameters: { ...parameters, ...read.parameters } } : read;
}

async function parseBody(bytes: Buffer, contentType: string): Promise<Read> {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return parseJson(bytes);
  if (type === 'application/x-www-form-urlencoded' || type === '') {
    return { kind: 'parameters', parameters: parseQuery(new URLSearchParams(bytes.toString('utf8'))) };
  }
  if (type === 'multipart/form-data') return parseMultipart(bytes, contentType);
  return refused(415, 'send JSON or a form');
}

function parseJson(bytes: Buffer): Read {
  try {
    // Members that would change what an object is are no parameters of anything.
    const value: unknown = JSON.parse(bytes.toString('utf8'), (name, member: unknown) =>
      dangerous(name) ? undefined : member,
    );
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { kind: 'parameters', parameters: value as Parameters };
    }
  } catch {}
  return refused(400, 'the body is not a JSON object');
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<Read> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    const parameters: Parameters = {};
    for (const [name, value] of form) {
      const file = typeof value === 'string' ? value : await uploadOf(value);
      put(parameters, name, file);
    }
    return { kind: 'parameters', parameters };
  } catch {
    return refused(400, 'the form is malformed');
  }
}

async function uploadOf(file: File): Promise<Upload> {
  return { filename: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function parseQuery(query: URLSearchParams): Parameters {
  const parameters: Parameters = {};
  let count = 0;
  for (const [name, value] of query) {
    count += 1;
    if (count > most) break;
    put(parameters, name, value);
  }
  return parameters;
}

/** `a[b][]=c` becomes `{a: {b: ['c']}}`; `a[0][b]=c` keeps its numbers as names, which `listOf` reads in order. */
function put(parameters: Parameters, name: string, value: Value): void {
  const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''));
  const path = [first, ...rest];
  if (path.length > deepest || path.some(dangerous)) return;
  let place: Parameters = parameters;
  for (const [index, part] of path.entries()) {
    const last = index === path.length - 1;
    const list = path[index + 1] === '' && index === path.length - 2;
    if (list) {
      const items = place[part];
      place[part] = Array.isArray(items) ? [...items, value] : [value];
      return;
    }
    if (last) place[part] = value;
    else place = place[part] = nested(place[part]);
  }
}

function nested(value: Value | undefined): Parameters {
  return isParameters(value) ? value : {};
}

function dangerous(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

function refused(status: 400 | 413 | 415, reason: string): Read {
  return { kind: 'refused', status, reason };
}

export function isUpload(value: Value | undefined): value is Upload {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
}

export function isParameters(value: Value | undefined): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isUpload(value);
}

/** A text; undefined where there is none. Numbers and booleans of JSON read as their texts. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A switch as clients spell it: `true`, `1`, `on`. */
export function switchOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value);
  if (text === undefined || text === '') return undefined;
  return !['false', '0', 'off', 'f'].includes(text.toLowerCase());
}

/** The items of a list, of names that are numbers, or the one value there is. */
export function listOf(value: Value | undefined): Value[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (!isParameters(value)) return [value];
  return Object.keys(value)
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((name) => value[name] ?? []);
}

export function textsOf(value: Value | undefined): string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}
