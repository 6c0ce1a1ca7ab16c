import webpush from 'web-push';
import { wireLimits } from '../limits.ts';
import { isGlobalUnicast } from './addresses.ts';
import { createConnector, nameServerResolver, systemResolver } from './connector.ts';
import { checkDestination, type DestinationRules } from './destinations.ts';
import { exchange } from './exchange.ts';
import { OriginPools } from './origin-pools.ts';
import type { Posted } from './post.ts';
import { type PushKind, type PushLanguage, pushWords } from './push-words.ts';
import { parseRetryAfter } from './retry-after.ts';

/** Where an app of somebody's listens, and the keys that only it can read with (RFC 8291). */
export interface PushTarget {
  readonly endpoint: string;
  /** P-256 public key and secret, base64url. */
  readonly p256dh: string;
  readonly auth: string;
  /** False for an app that reads the encoding from before the standard (draft-ietf-webpush-encryption-04). */
  readonly standard: boolean;
}

/** What a message says: that there is a notification, of what kind, and by which id its reader can ask for it here. */
export interface PushNotice {
  readonly kind: PushKind;
  /** Decimal digits. */
  readonly id: string;
  readonly language: PushLanguage;
}

export interface Pusher {
  /** VAPID public key (RFC 8292), base64url. */
  readonly publicKey: string;
  /** The keys are ones that can be encrypted for, and the address one that may be asked. */
  accepts(target: PushTarget): boolean;
  send(target: PushTarget, notice: PushNotice, signal?: AbortSignal): Promise<Posted>;
  close(): Promise<void>;
}

export interface PusherOptions {
  /** Our own public origin. */
  readonly origin: string;
  /** VAPID key pair, base64url. */
  readonly keys: { readonly publicKey: string; readonly privateKey: string };
  /** Development and tests only. */
  readonly allowPrivateAddresses: boolean;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** How long a push service keeps a message for a device that is off, in seconds. */
const keptFor = 48 * 60 * 60;

/**
 * Sends Web Push messages (RFC 8030) to the services that the makers of phones and browsers run. It takes a notice and no
 * text, so that nothing which anybody wrote can leave by it.
 */
export function createPusher({ origin, keys, allowPrivateAddresses, clock }: PusherOptions): Pusher {
  const connector = createConnector({
    resolver: allowPrivateAddresses ? systemResolver : nameServerResolver(),
    isAllowedAddress: allowPrivateAddresses ? () => true : isGlobalUnicast,
    timeout: wireLimits.requestDeadline,
  });
  const pools = new OriginPools({ connector, ...wireLimits });
  const rules: DestinationRules = {
    ownOrigin: origin,
    plainHttp: allowPrivateAddresses,
    federates: () => true,
    urlLength: wireLimits.urlLength,
  };
  const subject = `mailto:postmaster@${new URL(origin).hostname}`;
  const seal = ({ endpoint, p256dh, auth, standard }: PushTarget, payload: string) =>
    webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject, ...keys },
      TTL: keptFor,
      contentEncoding: standard ? 'aes128gcm' : 'aesgcm',
    });
  return {
    publicKey: keys.publicKey,
    accepts(target) {
      if (checkDestination(target.endpoint, rules).kind === 'refused') return false;
      try {
        return seal(target, '{}').method === 'POST';
      } catch {
        return false;
      }
    },
    async send(target, notice, signal) {
      const destination = checkDestination(target.endpoint, rules);
      if (destination.kind === 'refused') return { kind: 'failed', reason: 'url-not-allowed' };
      const { origin: theirs, pathname, search } = destination.url;
      const pool = pools.of(theirs);
      if (!pool) return { kind: 'failed', reason: 'busy' };
      const { headers, body } = seal(target, payloadOf(notice, origin));
      const answer = await exchange(
        pool,
        { path: pathname + search, method: 'POST', headers: headersOf(headers), body },
        { deadline: wireLimits.requestDeadline, bodyBytes: wireLimits.answerBytes, body: 'discard', signal },
      );
      if (answer.kind === 'failed') return answer;
      if (answer.kind === 'too-large') throw new Error('a body that is thrown away can be of any size');
      const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], clock());
      return { kind: 'answered', status: answer.status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    },
    close: () => pools.close(),
  };
}

/** The members of Mastodon's push payload, of which its clients read some; no token, no name, no text. */
function payloadOf({ kind, id, language }: PushNotice, origin: string): string {
  const words = pushWords[language];
  return JSON.stringify({
    access_token: '',
    preferred_locale: language,
    notification_id: /^\d{1,20}$/.test(id) ? id : '0',
    notification_type: kind,
    icon: `${origin}/avatars/missing.svg`,
    title: words[kind],
    body: words.open,
  });
}

function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
