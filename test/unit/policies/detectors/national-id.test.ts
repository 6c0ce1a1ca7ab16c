import { type Band, expectFound, found } from './finds.ts';

const numbers: readonly (readonly [scheme: string, text: string, band: Band])[] = [
  ['us-ssn', 'my number is «536-22-1234»', 'medium'],
  ['us-ssn', 'SSN: «536-22-1234»', 'high'],
  ['us-ssn', 'social security «536221234»', 'high'],
  ['us-ssn', 'ssn «536 22 1234»', 'high'],
  ['de-steuer-id', 'Steuer-ID «36 574 261 809»', 'high'],
  ['de-steuer-id', 'Steueridentifikationsnummer: «36574261809»', 'high'],
  ['de-rentenversicherung', '«15070649C103»', 'medium'],
  ['fr-nir', '«2 95 10 99 126 111 93»', 'medium'],
  ['fr-nir', 'numéro de sécurité sociale «295109912611193»', 'high'],
  ['es-dni', '«54362315K»', 'medium'],
  ['es-dni', 'DNI «54362315-K»', 'high'],
  ['es-nie', '«X2482300W»', 'medium'],
  ['it-codice-fiscale', '«RCCMNL83S18D969H»', 'high'],
  ['it-codice-fiscale', '«rccmnl83s18d969h»', 'high'],
  ['nl-bsn', 'BSN «111222333»', 'high'],
  ['nl-bsn', 'bsn «1112.22.333»', 'high'],
  ['gb-nino', '«HH 12 34 56 D»', 'low'],
  ['gb-nino', 'National Insurance «HH123456D»', 'high'],
  ['pl-pesel', 'PESEL «44051401359»', 'high'],
  ['se-personnummer', '«880320-0016»', 'medium'],
  ['se-personnummer', 'personnummer «19880320-0016»', 'high'],
  ['fi-hetu', '«131052-308T»', 'high'],
  ['be-nn', '«85.07.30-033.28»', 'high'],
  ['ch-ahv', '«756.9217.0769.85»', 'high'],
  ['at-svnr', 'SVNR «1237 010180»', 'high'],
  ['br-cpf', '«390.533.447-05»', 'high'],
  ['mx-curp', '«BOXW310820HNERXN09»', 'high'],
  ['in-aadhaar', 'Aadhaar «2341 2341 2346»', 'high'],
];

const others: readonly string[] = [
  'order 536221234',
  '000-12-3456',
  '666-12-3456',
  '536-00-1234',
  'on 23.11.2026 at 10:30, room 12.34',
  'PESEL 44051401358',
  'invoice 36574261809',
  'part number 54362315A',
  'BSN of the year: 2026',
  'the model HH12345 D',
  'version 1.22.333 and 12.34.56',
];

describe('national ids', () => {
  it.each(numbers)('%s is found in %s', (scheme, text, band) => expectFound('national-id', text, band, scheme));

  it('carry their country', () => {
    expect(found('national-id', 'ssn 536-22-1234')).toEqual([
      { entity: 'national-id', scheme: 'us-ssn', country: 'US', start: 4, end: 15, confidence: 95 },
    ]);
  });

  it.each(others)('are not found in %s', (text) => expect(found('national-id', text)).toEqual([]));
});
