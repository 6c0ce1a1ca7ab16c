import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { Release } from '../../policies/index.ts';
import { bodyOf } from './release-body.ts';
import type { Encoded } from './respond-web.ts';

/** Answers to people outside and to their browsers, feed readers and search engines: Releases, or what is the same for everybody. */

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const brotliParams = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: 1 } };
/** Of bodies that are sent more than once, packed once. */
const packs = { br: new WeakMap<Buffer, Promise<Buffer>>(), gzip: new WeakMap<Buffer, Promise<Buffer>>() } as const;
/** Smaller than this, a body is sent as it is. */
const worthPacking = 600;

/** No script at all; forms go here, and on from here to the server that a visitor names. */
const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "font-src 'self'",
  "form-action 'self' https:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

export interface PublicAnswer {
  readonly release: Release;
  readonly type: string;
  /** Pages of any origin may read it. */
  readonly anyOrigin?: boolean;
  /** Development: forms lead on to plain http too. */
  readonly plainHttp?: boolean;
}

/** A public page: whoever keeps it asks again each time, so that what is taken back is gone at once. */
export async function sendPublic(request: Request, response: Response, answer: PublicAnswer): Promise<void> {
  const { release, type } = answer;
  Release.assert(release);
  const tag = `W/"${release.digest}"`;
  pageHeaders(response, type, answer.plainHttp);
  response.setHeader('ETag', tag);
  if (answer.anyOrigin) allowAnyOrigin(response);
  if (request.headers['if-none-match']?.split(/,\s*/).includes(tag)) {
    response.status(304).end();
    return;
  }
  response.status(200).end(await packed(request, response, bodyOf(release)));
}

/** The same page for what was never there and for what nobody outside may know of. */
export async function sendAbsentPage(request: Request, response: Response, html: string): Promise<void> {
  pageHeaders(response, 'text/html; charset=utf-8');
  response.status(404).end(await packed(request, response, Buffer.from(html)));
}

/** A page of this server's own words, about what a visitor typed. */
export async function sendOwnPage(
  request: Request,
  response: Response,
  { html, status, plainHttp }: { readonly html: string; readonly status: number; readonly plainHttp: boolean },
): Promise<void> {
  pageHeaders(response, 'text/html; charset=utf-8', plainHttp);
  response.setHeader('X-Robots-Tag', 'noindex');
  response.status(status).end(await packed(request, response, Buffer.from(html)));
}

/** A file of the theme or of Portico, whose address changes with it. */
export function sendThemeFile(response: Response, file: { readonly type: string; readonly bytes: Uint8Array }): void {
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.status(200).end(file.bytes);
}

/** Portico's script for other sites, at an address that stays: kept for an hour. */
export function sendScript(response: Response, script: Encoded, encoding: string | false): void {
  response.setHeader('Content-Type', script.type);
  response.setHeader('Cache-Control', 'public, max-age=3600');
  response.setHeader('Vary', 'Accept-Encoding');
  allowAnyOrigin(response);
  if (encoding === 'br' || encoding === 'gzip') response.setHeader('Content-Encoding', encoding);
  response.status(200).end(encoding === 'br' ? script.brotli : encoding === 'gzip' ? script.gzip : script.bytes);
}

/** Words to programs that are the same for everybody. */
export function sendWords(response: Response, words: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'public, max-age=3600');
  response.status(200).end(words);
}

/** On to another place of the web: a page of ours, or the server that a visitor named. */
export function sendOn(response: Response, location: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Location', location);
  response.status(303).end();
}

function pageHeaders(response: Response, type: string, plainHttp = false): void {
  const policy = pagePolicy.map((rule) => (plainHttp && rule.startsWith('form-action') ? `${rule} http:` : rule));
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'public, no-cache');
  // Pages speak the reader's language; feeds and the like the organisation's.
  const spoken = type.startsWith('text/html');
  response.setHeader('Vary', spoken ? 'Accept, Accept-Encoding, Accept-Language' : 'Accept, Accept-Encoding');
  response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
}

function allowAnyOrigin(response: Response): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

async function packed(request: Request, response: Response, body: Buffer): Promise<Buffer> {
  const encoding = body.length < worthPacking ? false : request.acceptsEncodings(['br', 'gzip']);
  if (encoding !== 'br' && encoding !== 'gzip') return body;
  response.setHeader('Content-Encoding', encoding);
  const known = packs[encoding].get(body);
  if (known) return known;
  const made = encoding === 'br' ? toBrotli(body, brotliParams) : toGzip(body);
  packs[encoding].set(body, made);
  return made;
}
