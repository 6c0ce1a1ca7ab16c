import type { BearerTokens } from '../auth/tokens.ts';
import type { Codes, ServerCommits } from '../ports/index.ts';

export interface ExchangeParts {
  readonly origin: string;
  readonly codes: Codes;
  readonly commits: ServerCommits;
  readonly tokens: BearerTokens;
  readonly clock: () => number;
}

export type ExchangeOutcome =
  | {
      readonly kind: 'token';
      readonly token: string;
      readonly scope: string;
      readonly actorId?: string;
      /** For an app that asked for offline access. */
      readonly renewal?: { readonly refreshToken: string; readonly seconds: number };
    }
  | { readonly kind: 'refused'; readonly error: 'invalid_grant' | 'invalid_scope'; readonly reason: string };
