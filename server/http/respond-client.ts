import type { Response } from 'express';

/** Answers to people and to the apps that they use: about themselves, or to a colleague who showed a token. */

/** JSON to a client. Shared caches keep nothing of it. */
export function sendJson(response: Response, body: unknown, status = 200): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Authorization, Origin');
  response.status(status).end(JSON.stringify(body));
}

/** One sentence in the form that every Mastodon client shows. */
export function sendError(response: Response, status: number, error: string, more: object = {}): void {
  sendJson(response, { error, ...more }, status);
}

/**
 * A page of one card, with a style sheet of this server and no script. Forms go back here and, by a redirect that browsers
 * count as part of it, to `formTarget`.
 */
export function sendCard(response: Response, html: string, status: number, formTarget?: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    `form-action 'self'${formTarget === undefined ? '' : ` ${formTarget}`}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Accept-Language');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.status(status).end(html);
}

/** Back to an app's registered address, which its owner has chosen and nobody else. */
export function sendRedirect(response: Response, location: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Location', location);
  response.status(303).end();
}

/** A picture of this server's own, the same for everybody. */
export function sendImage(response: Response, image: string, type: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'public, max-age=86400');
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.status(200).end(image);
}

/** Nothing to say, as to a preflight. */
export function sendNothing(response: Response): void {
  response.status(204).end();
}
