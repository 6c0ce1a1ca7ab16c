import type { JsonObject } from '../../policies/index.ts';
import type { UnreachableReason } from './exchange.ts';

/** Makes the headers that sign a GET of `url`; asked again for every hop on the same origin, never for another one. */
export type GetSigner = (url: string) => Promise<Record<string, string>>;

export interface FetchOptions {
  /** Signs the request, for servers that answer only signed fetches. */
  readonly signer?: GetSigner;
  /** Refuses a document whose `id` is not the very URL asked for, also where a redirect or a second fetch would explain it. */
  readonly exact?: boolean;
}

export type Fetched =
  /** `document.id` is `url`, and `url` is where it was served. */
  | { readonly kind: 'document'; readonly url: string; readonly document: JsonObject }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number }
  /** Not to be asked again as it is; `reason` is one line. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** May be there later. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason };

export interface FetchJsonOptions {
  /** Media types that are accepted, without parameters, e.g. `application/jrd+json`. */
  readonly types: readonly string[];
}
