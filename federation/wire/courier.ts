import { createTransport } from 'nodemailer';
import { request } from 'undici';
import { Release } from '../../policies/index.ts';
import { errorCode } from './error-code.ts';

/** Whether a place has taken what was brought to it. `reason`: a short name of what went wrong. */
export type Carried = { readonly kind: 'taken' } | { readonly kind: 'failed'; readonly reason: string };

/** A server that takes mail and passes it on. */
export interface MailRelay {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it has to be offered (STARTTLS), unless the relay is on this machine. */
  readonly secure: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

/**
 * Brings releases to places that an operator named. Without the guards of a delivery: nobody else chooses where it goes, and
 * that may be a private address. What is no release is rejected with a TypeError.
 */
export interface Courier {
  /** POSTs it as JSON. A redirect is not followed and counts as a failure. */
  post(release: Release, url: string): Promise<Carried>;
  /** Hands it to the relay as it is: a whole message (RFC 5322). */
  mail(release: Release, envelope: { readonly from: string; readonly to: string }): Promise<Carried>;
}

export interface CourierOptions {
  readonly relay?: MailRelay;
  /** Milliseconds for an exchange of either kind. */
  readonly timeout?: number;
}

const usualTimeout = 15_000;

export function createCourier({ relay, timeout = usualTimeout }: CourierOptions): Courier {
  return {
    async post(release, url) {
      Release.assert(release);
      try {
        const { statusCode, body } = await request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'Portico' },
          body: release.bytes,
          signal: AbortSignal.timeout(timeout),
        });
        await body.dump();
        return statusCode >= 200 && statusCode < 300 ? { kind: 'taken' } : failed(`status ${statusCode}`);
      } catch (error) {
        return failed(errorCode(error) || 'unreachable');
      }
    },
    async mail(release, envelope) {
      Release.assert(release);
      if (!relay) return failed('no relay');
      const transport = transportTo(relay, timeout);
      try {
        await transport.sendMail({ envelope, raw: Buffer.from(release.bytes) });
        return { kind: 'taken' };
      } catch (error) {
        return failed(errorCode(error) || 'unreachable');
      } finally {
        transport.close();
      }
    },
  };
}

/** What the relay is told goes over TLS, where it goes over a network at all. */
function transportTo({ host, port, secure, login }: MailRelay, timeout: number) {
  const here = ['127.0.0.1', '::1', 'localhost'].includes(host);
  return createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(login && { auth: { user: login.user, pass: login.password } }),
  });
}

function failed(reason: string): Carried {
  return { kind: 'failed', reason };
}
