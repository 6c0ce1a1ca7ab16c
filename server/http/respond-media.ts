import { hash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { MediaOutcome } from '../../federation/index.ts';
import { Release } from '../../policies/index.ts';
import { bodyOf, tagOf } from './release-body.ts';
import { varies } from './respond.ts';

/**
 * Answers with the bytes of a file: of a Release, or for a colleague. Whole, one range of them (RFC 9110 §14), or the word
 * that the reader has them already. Whatever the bytes are, a browser runs nothing of them.
 */
export function sendMedia(
  request: Request,
  response: Response,
  outcome: Exclude<MediaOutcome, { kind: 'absent' }>,
  caching = 'private, no-cache',
): void {
  if (outcome.kind === 'released') Release.assert(outcome.release);
  const bytes = outcome.kind === 'released' ? bodyOf(outcome.release) : Buffer.from(outcome.bytes);
  const tag = `"${outcome.kind === 'released' ? tagOf(outcome.release) : hash('sha256', bytes, 'base64url')}"`;
  response.setHeader('Content-Type', outcome.mediaType);
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Content-Disposition', 'inline');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Vary', varies);
  response.setHeader('Cache-Control', caching);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', tag);
  if (request.headers['if-none-match'] === tag) return void response.status(304).end();
  const range = rangeOf(request.headers.range, bytes.length);
  if (!range) return void response.status(200).end(bytes);
  response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  response.status(206).end(bytes.subarray(range.start, range.end + 1));
}

/** One range that can be had; anything else is answered whole, as a server may (RFC 9110 §14.2). */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end && start < size ? { start, end } : undefined;
}
