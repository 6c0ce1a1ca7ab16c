import validator from 'validator';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import type { Detector } from './detector.ts';

const candidate = /(?<!\d)\d(?:[ .\-/]{0,3}\d){12,18}(?!\d)/g;

/** Payment card numbers: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1). */
export const paymentCard: Detector = {
  name: 'payment-card',
  entities: ['payment-card'],
  detect(text: InspectedText): Match[] {
    const matches: Match[] = [];
    for (const { folded, profile } of text.views) {
      if (profile.digits < 13) continue;
      for (const found of folded.text.matchAll(candidate)) {
        if (!validator.isLuhnNumber(found[0].replace(/\D/g, ''))) continue;
        const span = folded.span(found.index, found.index + found[0].length);
        matches.push({ entity: 'payment-card', ...span, confidence: 90 });
      }
    }
    return matches;
  },
};
