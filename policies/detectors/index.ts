import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import { type Detector, DetectorFailed } from './detector.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { nationalId } from './national-id/index.ts';
import { paymentCard } from './payment-card.ts';
import { phone } from './phone/index.ts';
import { secret } from './secret/index.ts';

export type { Match } from '../text/match.ts';
export type { Detector } from './detector.ts';

/** Every detector that ships. */
export const detectors: readonly Detector[] = [paymentCard, iban, email, phone, nationalId, secret];

/**
 * Runs detectors over a text and merges what several readings of it found twice.
 *
 * @param wanted entity names to look for; all when left out
 * @param from the detectors to run; those that ship when left out
 * @throws {DetectorFailed} where a detector throws: the text is then unknown, not clean
 */
export function detectAll(
  text: InspectedText,
  wanted?: ReadonlySet<string>,
  from: readonly Detector[] = detectors,
): Match[] {
  const matches: Match[] = [];
  for (const detector of from) {
    if (wanted !== undefined && !detector.entities.some((entity) => wanted.has(entity))) continue;
    try {
      matches.push(...detector.detect(text));
    } catch (error) {
      throw new DetectorFailed(detector.name, error);
    }
  }
  return strongest(wanted === undefined ? matches : matches.filter((match) => wanted.has(match.entity)));
}
