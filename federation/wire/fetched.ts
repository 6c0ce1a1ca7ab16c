import type { JsonObject } from '../../policies/index.ts';
import type { UnreachableReason } from './exchange.ts';

export type Fetched =
  /** Of `fetchDocument`: `document.id` is `url`, and `url` is where it was served. */
  | { readonly kind: 'document'; readonly url: string; readonly document: JsonObject }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number }
  /** Not to be asked again as it is; `reason` is one line. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** May be there later. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason };

/** What a fetch came to that brought nothing. */
export type Undelivered = Exclude<Fetched, { kind: 'document' }>;

/** A file: its bytes are what somebody else's server says, and so is its type. */
export type FetchedFile = { readonly kind: 'file'; readonly bytes: Uint8Array } | Undelivered;

export function refused(reason: string): Undelivered {
  return { kind: 'refused', reason };
}

export function unreachable(reason: UnreachableReason): Undelivered {
  return { kind: 'unreachable', reason };
}

export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
