import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { detectorOf } from '../detector.ts';
import { documentNumbers } from '../identity-document.ts';
import { passportForms } from './forms.ts';
import { machineReadableZones } from './mrz.ts';

const numbers = documentNumbers({
  entity: 'passport',
  words: [
    'passport passports passport_no',
    'reisepass reisepaß reisepasses passnummer paßnummer pass-nr passnr',
    'passeport passeports',
    'pasaporte pasaportes',
    'passaporte passaportes passaporto',
    'パスポート 旅券 护照 護照 여권',
    'paspoort paszport paszportu pasaport pasaportu passi pass_nr passnummer útlevél паспорт паспорта διαβατήριο',
  ],
  forms: passportForms,
});

/**
 * Passports: their machine-readable zone, and numbers in the forms of their countries beside a word that names them.
 * The country is told where only one writes its numbers so.
 */
export const passport = detectorOf('passport', (reading) => [...numbers(reading), ...zonesIn(reading)]);

function zonesIn({ folded }: Reading): Match[] {
  return machineReadableZones(folded.text).map(({ start, end, country, checked }) => ({
    entity: 'passport',
    scheme: 'mrz',
    ...(country === '' ? {} : { country }),
    ...folded.span(start, end),
    confidence: checked ? 99 : 85,
  }));
}
