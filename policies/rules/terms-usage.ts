import type { ClauseDocument } from './document.ts';

/** How a clause uses a dictionary. */
export type TermsUsage = Pick<ClauseDocument, 'terms' | 'where' | 'slips'>;

/** The name of a dictionary as a clause uses it; its own where words are whole and spelled right. */
export function usageName({ terms = '', where, slips }: TermsUsage): string {
  return terms + (where === 'anywhere' ? ' (anywhere)' : '') + (slips === 1 ? ' (one slip)' : '');
}
