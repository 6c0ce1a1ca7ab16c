import type { Hold, Review } from '../../federation/ports/index.ts';
import type { OutsideZone } from '../../policies/index.ts';
import type { Docket } from './held-post.ts';
import type { LetGo } from './release.ts';

/** What somebody should hear about a held post: its author of what reviewers do, and whoever asked of an answer. */
export type ReviewNews =
  | { readonly kind: 'asked' | 'answered' | 'rejected' | 'expired'; readonly hold: Hold; readonly note: string }
  | { readonly kind: 'released'; readonly hold: Hold; readonly activity: string; readonly redactedFor?: OutsideZone };

/** Tells it; never throws, for what it tells has happened. */
export type TellNews = (news: ReviewNews) => Promise<void>;

/** What came of the last approval, for the author; nothing where it goes on waiting. */
export function newsOf({ hold, decision }: Docket, outcome: LetGo): ReviewNews | undefined {
  switch (outcome.kind) {
    case 'released':
      return {
        kind: 'released',
        hold,
        activity: outcome.activity,
        ...(outcome.redacted && { redactedFor: decision.zone }),
      };
    case 'stopped': {
      const [strictest] = outcome.verdict.reasons.filter(({ observed, approved }) => !observed && !approved);
      return { kind: 'rejected', hold, note: strictest ? `${strictest.title}: ${strictest.guidance}` : '' };
    }
    default:
      return undefined;
  }
}

/** Who asked something about a held post, each once. */
export function askersOf(reviews: readonly Review[]): string[] {
  return [...new Set(reviews.flatMap(({ act, by }) => (act === 'asked' ? [by] : [])))];
}
