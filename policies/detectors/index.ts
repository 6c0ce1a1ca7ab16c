import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import { bic } from './bic.ts';
import { birthDate } from './birth-date.ts';
import { type Detector, DetectorFailed } from './detector.ts';
import { driverLicence } from './driver-licence.ts';
import { email } from './email.ts';
import { geoLocation } from './geo-location.ts';
import { iban } from './iban.ts';
import { internalHost } from './internal-host.ts';
import { internalPackage } from './internal-package.ts';
import { ipAddress } from './ip-address/index.ts';
import { macAddress } from './mac-address.ts';
import { marking } from './marking/index.ts';
import { nationalId } from './national-id/index.ts';
import { passport } from './passport/index.ts';
import { paymentCard } from './payment-card.ts';
import { phone } from './phone/index.ts';
import { postalAddress } from './postal-address/index.ts';
import { secret } from './secret/index.ts';
import { sourceCode } from './source-code/index.ts';

export type { Match } from '../text/match.ts';
export type { Detector } from './detector.ts';
export { gitleaksDetector } from './secret/gitleaks/index.ts';

/** Every detector that ships. */
export const detectors: readonly Detector[] = [
  paymentCard,
  iban,
  bic,
  email,
  phone,
  nationalId,
  passport,
  driverLicence,
  postalAddress,
  birthDate,
  geoLocation,
  ipAddress,
  macAddress,
  secret,
  sourceCode,
  internalHost,
  internalPackage,
  marking,
];

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
