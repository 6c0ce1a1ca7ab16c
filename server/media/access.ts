import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tokens } from '../ports/index.ts';
import type { Viewer } from './use-cases.ts';

/** Lets a client show a file to a colleague, since clients send no token along when they load a picture. */
export interface MediaAccess {
  /** The value of the query parameter `access`; the same for all of an hour, so that caches work. */
  grant(mediaId: string, viewer: Viewer): string;
  /** Actor IRI of the viewer; undefined where it never was a grant, has run out, or its token was revoked. */
  viewerOf(mediaId: string, access: string): Promise<string | undefined>;
}

export interface MediaAccessParts {
  /** HMAC key of 32 bytes. */
  readonly key: Uint8Array;
  readonly tokens: Tokens;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const hourMs = 3_600_000;

export function createMediaAccess({ key, tokens, clock }: MediaAccessParts): MediaAccess {
  const macOf = (mediaId: string, jti: string, until: number): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(['portico-media-access-1', mediaId, jti, until]))
      .digest();
  return {
    grant(mediaId, { jti }) {
      const until = Math.floor(clock() / hourMs) + 2;
      return `${jti}.${until}.${macOf(mediaId, jti, until).toString('base64url')}`;
    },
    async viewerOf(mediaId, access) {
      const [, jti, hours, mac] = /^([\w-]{1,64})\.(\d{1,9})\.([\w-]{43})$/.exec(access) ?? [];
      if (jti === undefined || hours === undefined || mac === undefined) return undefined;
      const until = Number(hours);
      if (until * hourMs <= clock()) return undefined;
      if (!timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(mediaId, jti, until))) return undefined;
      const token = await tokens.byId(jti);
      const stands = token && token.revokedAt === undefined && token.expiresAt > clock();
      return stands ? token.actorId : undefined;
    },
  };
}
