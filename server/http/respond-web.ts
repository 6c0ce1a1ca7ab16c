import type { Response } from 'express';

/** Answers to browsers: pages of this server's own making, which say nothing of what is stored here, and their files. */

/** Scripts and styles come from files of this server alone; text never becomes script (Trusted Types); nobody frames it. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function sendWebPage(response: Response, html: string, status = 200): void {
  response.setHeader('Content-Security-Policy', pagePolicy);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  response.status(status).end(html);
}

export interface Encoded {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly brotli: Uint8Array;
  readonly gzip: Uint8Array;
}

/** A file whose name is of its content: kept for ever by whoever has it. */
export function sendAsset(response: Response, asset: Encoded, encoding: string | false): void {
  response.setHeader('Content-Type', asset.type);
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  response.setHeader('Vary', 'Accept-Encoding');
  if (encoding === 'br' || encoding === 'gzip') response.setHeader('Content-Encoding', encoding);
  const bytes = encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.bytes;
  response.status(200).end(bytes);
}

/** To another page of this server; `path` begins with one slash. */
export function sendSeeOther(response: Response, path: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Location', path);
  response.status(303).end();
}
