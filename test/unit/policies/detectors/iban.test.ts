import { type Band, expectFound, found } from './finds.ts';

const accounts: readonly (readonly [text: string, band: Band])[] = [
  ['«DE89370400440532013000»', 'high'],
  ['pay to «DE89 3704 0044 0532 0130 00».', 'high'],
  ['pay to «de89 3704 0044 0532 0130 00», thanks', 'high'],
  ['«GB29-NWBK-6016-1331-9268-19»', 'high'],
  ['IBAN:«FR1420041010050500013M02606»', 'high'],
  ['«NL91 ABNA 0417 1643 00» of the club', 'high'],
  ['«NO9386011117947» then', 'high'],
  ['«MT84MALT011000012345MTLCAST001S»', 'high'],
  ['«ES91 2100 0418 4502 0005 1332»\nnext line', 'high'],
  ['«CH93\u00a00076\u00a02011\u00a06238\u00a05295\u00a07»', 'high'],
];

const others: readonly string[] = [
  'DE88370400440532013000',
  'DE8937040044053201300',
  'DE893704004405320130001',
  'flight LH 89 3704 to 00 at 44',
  'order AB12 3456 7890 1234 5678 90',
  'ISO 27001, RFC 9421 and PL 12',
];

describe('bank accounts', () => {
  it.each(accounts)('are found in %s', (text, band) => expectFound('iban', text, band));

  it('carry their country', () => {
    expect(found('iban', 'nl91 abna 0417 1643 00')).toEqual([
      { entity: 'iban', country: 'NL', start: 0, end: 22, confidence: 95 },
    ]);
  });

  it.each(others)('are not found in %s', (text) => expect(found('iban', text)).toEqual([]));
});
