import { hash } from 'node:crypto';
import type { Response } from 'express';
import type { ReadOutcome } from '../../federation/index.ts';
import { Release } from '../../policies/index.ts';
import { bodyOf, tagOf } from './release-body.ts';

/**
 * The one place that answers outside readers: with a Release, or with a fixed notice that says nothing about what is
 * here. Everything that varies by reader says so to caches.
 */
export const varies = 'Accept, Authorization, Signature, Signature-Input';

export function sendRelease(response: Response, release: Release, status: number, type: string): void {
  Release.assert(release);
  headers(response, type);
  sendBytes(response, bodyOf(release), status, () => tagOf(release));
}

/** For a colleague who showed a token: the thing itself, which stays in the house. */
export function sendInside(response: Response, body: string, status: number, type: string): void {
  headers(response, type);
  const bytes = Buffer.from(body);
  sendBytes(response, bytes, status, () => hash('sha256', bytes, 'base64url'));
}

/** With a validator, so that who has these very bytes is told so and no more (RFC 9110 §13.1.2). */
function sendBytes(response: Response, bytes: Buffer, status: number, digest: () => string): void {
  if (response.req.method !== 'GET' || status !== 200) return void response.status(status).end(bytes);
  const tag = `"${digest().slice(0, 27)}"`;
  response.setHeader('ETag', tag);
  const known = (response.req.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes(tag)) response.status(304).end();
  else response.status(status).end(bytes);
}

/** RFC 9457 problem details, to a colleague about their own request. */
export function sendProblem(
  response: Response,
  problem: { readonly status: number; readonly [member: string]: unknown },
): void {
  headers(response, 'application/problem+json');
  response.status(problem.status).end(JSON.stringify(problem));
}

/** One line to whoever sent something: what was wrong with it, never what is here. */
export function sendNotice(response: Response, status: number, line: string): void {
  headers(response, 'application/json; charset=utf-8');
  response.status(status).end(JSON.stringify({ error: line }));
}

/** To whoever comes while the store is away: nothing was kept of what they sent. */
export function sendLater(response: Response): void {
  response.setHeader('Retry-After', '5');
  sendNotice(response, 503, 'not now: try again in a moment');
}

/** A fixed word to a probe. */
export function sendLine(response: Response, word: 'ok' | 'ready'): void {
  headers(response, 'text/plain; charset=utf-8');
  response.status(200).end(`${word}\n`);
}

/** The same bytes for what was never there and for what this reader may not know of. */
export function sendAbsent(response: Response): void {
  sendNotice(response, 404, 'not found');
}

export function sendRead(response: Response, outcome: ReadOutcome, type: string): void {
  switch (outcome.kind) {
    case 'released':
      return sendRelease(response, outcome.release, outcome.status, type);
    case 'inside':
      return sendInside(response, outcome.body, outcome.status, type);
    case 'invalid':
      return sendNotice(response, 400, outcome.reason);
    case 'absent':
      return sendAbsent(response);
  }
}

function headers(response: Response, type: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Vary', varies);
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}
