import { type Band, expectFound, found } from './finds.ts';

const passports: readonly (readonly [text: string, band: Band])[] = [
  ['passport «533380006»', 'high'],
  ['my passport no. is «X12345678»', 'high'],
  ['Reisepass «C01X00T47»', 'high'],
  ['Reisepass: «C01X 00T4 7»', 'high'],
  ['passeport n° «12AB34567»', 'high'],
  ['pasaporte «AAA123456»', 'high'],
  ['pasaporte español: «XDB 123456»', 'high'],
  ['passaporte «CB123456»', 'high'],
  ['passaporto «YA1234567»', 'high'],
  ['パスポート番号 «TK1234567»', 'high'],
  ['护照 «E12345678»', 'high'],
  ['여권 «M12345678»', 'high'],
  ['paspoort «NW1234AB9»', 'high'],
  ['paszport «AB1234567»', 'high'],
  ['паспорт «4510 123456»', 'high'],
  ['passport «5 3 3 3 8 0 0 0 6»', 'high'],
  ['«533380006» is the number of her passport', 'medium'],
  ['Her passport number is «Z51261067».', 'high'],
  ['Passport no:\n«533380006»', 'high'],
  ['Reisepassnummer lautet «C4GYNWNT7»', 'high'],
  ['mon passeport est prêt, dossier «19012450»', 'low'],
  ['パスポートより予約番号«178549659»', 'low'],
  ['pasaporte en regla y maleta «SG-4759-58»', 'low'],
  ['passport and order «533380006»', 'low'],
  ['passport lost! «533380006» people saw it', 'low'],
  ['«P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10»', 'high'],
  ['«L898902C36UTO7408122F1204159ZE184226B<<<<<10» was on the copy', 'high'],
];

const notPassports: readonly string[] = [
  'order 533380006',
  'passport.js 4.1.2 is out',
  'bring your passport on 2026-11-23',
  'bring your passport on 20261123',
  'the passport office: +49 301234567',
  'passport photos cost 12345 yen',
  'L898902C37UTO7408122F1204159ZE184226B<<<<<10',
];

const licences: readonly (readonly [text: string, band: Band])[] = [
  ['Führerschein Nr. «D75HNCH3R5C»', 'high'],
  ["driver's license «D1234567»", 'high'],
  ['driving licence «MORGA657054SM9IJ»', 'high'],
  ['drivers licence: «A1234-56789-01234»', 'high'],
  ['Führerschein «B072RRE2I55»', 'high'],
  ['permis de conduire «880692310285»', 'high'],
  ['carnet de conducir «12345678Z»', 'high'],
  ['carta de condução «L-1234567»', 'high'],
  ['CNH «02650306461»', 'high'],
  ['運転免許証 «305012345670»', 'high'],
  ['patente di guida «RM1234567X»', 'high'],
  ['rijbewijs «5123456789»', 'high'],
  ['driving licence for $ now «D1234567»', 'low'],
  ['carné de conducir número «69445978P»', 'high'],
  ['my driving licence and ISO «50001:2013»', 'low'],
  ['carta de condução aos 24 anos, fatura «RE-937647»', 'low'],
];

const notLicences: readonly string[] = [
  'order D1234567',
  'the driving licence costs 75 € since 2026-01-19',
  'license: Apache-2.0',
  'driver version 12.4',
  'der Führerschein kostet 14.814,09 €',
  'carta de condução de 07/26/2021',
  'driving licence for numbers 4, 16, 20, 28, 40, 46',
  'der Führerschein kostet 1234567 €',
  'CNH digital no app v22.31.13',
];

describe('passports', () => {
  it.each(passports)('are found in %s', (text, band) => expectFound('passport', text, band));

  it('name their country where the form tells it', () => {
    expect(found('passport', 'passeport 12AB34567')).toEqual([
      { entity: 'passport', country: 'FR', start: 10, end: 19, confidence: 88 },
    ]);
  });

  it.each(notPassports)('are not found in %s', (text) => expect(found('passport', text)).toEqual([]));
});

describe("driver's licences", () => {
  it.each(licences)('are found in %s', (text, band) => expectFound('driver-licence', text, band));

  it.each(notLicences)('are not found in %s', (text) => expect(found('driver-licence', text)).toEqual([]));
});
