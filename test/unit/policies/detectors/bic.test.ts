import { type Band, expectFound, found } from './finds.ts';

const codes: readonly (readonly [text: string, band: Band])[] = [
  ['BIC: «DEUTDEFF»', 'high'],
  ['SWIFT code «NEDSZAJJXXX», please', 'high'],
  ['BIC/SWIFT: «bnpafrppxxx»', 'high'],
  ['bic «DEUT DE FF 500»', 'high'],
  ['DE89 3704 0044 0532 0130 00, «COBADEFFXXX»', 'high'],
  ['our bank is «BARCGB22», London', 'high'],
  ['銀行 «BOTKJPJT» です', 'medium'],
];

const others: readonly string[] = [
  'the DOCUMENT is at the bank',
  'DEUTDEFF',
  'Taylor Swift: document everything',
  'BANK HOLIDAY TOMORROW ANNOUNCED NATIONWIDE',
  'BIC: none',
  'Swift: Codeable makes it short',
];

describe('bank identifier codes', () => {
  it.each(codes)('are found in %s', (text, band) => expectFound('bic', text, band));

  it('carry their country', () => {
    expect(found('bic', 'BIC DEUTDEFF')).toEqual([{ entity: 'bic', country: 'DE', start: 4, end: 12, confidence: 92 }]);
  });

  it.each(others)('are not found in %s', (text) => expect(found('bic', text)).toEqual([]));
});
