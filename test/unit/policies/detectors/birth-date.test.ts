import { type Band, expectFound, found } from './finds.ts';

const dates: readonly (readonly [text: string, band: Band])[] = [
  ['date of birth: «1985-03-12»', 'high'],
  ['DOB «03/12/1985»', 'high'],
  ['DOB «12.03.85»', 'high'],
  ['birthday: «12 March 1985»', 'high'],
  ['she was born on «March 12th, 1985» in Oslo', 'medium'],
  ['Geburtsdatum: «12. März 1985»', 'high'],
  ['geboren am «12.03.1985»', 'medium'],
  ['the patient, born «12.03.1985»', 'high'],
  ['date de naissance : «12/03/1985»', 'high'],
  ['née le «12 mars 1985»', 'medium'],
  ['fecha de nacimiento «12 de marzo de 1985»', 'high'],
  ['data de nascimento: «12/03/1985»', 'high'],
  ['生年月日 «1985年3月12日»', 'high'],
  ['«1985年3月12日» 生まれ', 'medium'],
  ['date-of-birth: «1985/03/12»', 'high'],
  ['date of birth 1985-\u200b03-12'.replace('1985-\u200b03-12', '«1985-\u200b03-12»'), 'high'],
];

const others: readonly string[] = [
  'the release is on 12.03.2026',
  'our birthday sale runs until Friday',
  'born to run, 4:30',
  'on 2026-11-23 at 10:30',
  'version 1985.03.12 of nothing',
  'date of birth: unknown',
];

describe('dates of birth', () => {
  it.each(dates)('are found in %s', (text, band) => expectFound('birth-date', text, band));

  it.each(others)('are not found in %s', (text) => expect(found('birth-date', text)).toEqual([]));
});
