import { type Band, expectFound, found } from './finds.ts';

const numbers: readonly (readonly [text: string, band: Band])[] = [
  ['Tel-«030-90182012»', 'high'],
  ['call me about ticket «0171 2345678»', 'low'],
  ['Meine neue Nummer: «0170 1463705»', 'high'],
  ['携帯：«090-5015-1900»', 'high'],
  ['call me at «(415) 555-2671»', 'high'],
  ['my cell is «415-555-2671», any time', 'high'],
  ['phone: «+1 415 555 2671»', 'high'],
  ['«+49 30 901820»', 'medium'],
  ['«+4930901820» or mail', 'medium'],
  ['«0049 30 901820» or mail', 'medium'],
  ['Tel.: «030 1234567»', 'high'],
  ['Handy «0171 2345678»', 'high'],
  ['ruf an: «0171/2345678»', 'high'],
  ['appelez le «06 12 34 56 78»', 'high'],
  ['téléphone «01.42.68.53.00»', 'high'],
  ['móvil «612 345 678»', 'high'],
  ['cellulare «+39 347 123 4567»', 'high'],
  ['bel «020 794 0958»', 'high'],
  ['ring «020 7946 0958»', 'high'],
  ['тел «+7 495 123-45-67»', 'high'],
  ['電話 «03-1234-5678»', 'high'],
  ['«415.555.2671» then', 'low'],
  ['phone «+44 (0)20 7946 0958»', 'high'],
  ['telefone: «(11) 97201-5223»', 'high'],
  ['телефон «8 (912) 024-26-03»', 'high'],
  ['휴대 전화 «010-2345-6789»', 'high'],
  ['call 0171\n2345678'.replace('0171\n2345678', '«0171\n2345678»'), 'high'],
  ['call 2: «0171 2345678»', 'high'],
  ['call 2 «0171 2345678»', 'high'],
  ['phone «001-925-332-1234»x123', 'high'],
  ['phone «999 999 999 999» of the branch', 'low'],
  ['die Rufnummer des Jahrhunderts: 391.360 Klicks, Video «535748812»', 'low'],
  ['número de contribuinte «252-113-500»', 'low'],
  ['mi número nuevo, abajo\nNIF de Greta: «238 416 038»', 'low'],
  ['mi número nuevo, abajo\nCPR-nummer «070666-2987»', 'low'],
  ['das Telefon mit der Seriennummer «0151 2345678»', 'low'],
  ['the number of Greta: call «0151 2345678»', 'high'],
  ['call it «1754621387»', 'low'],
  ['her direct line is «212.280.9788»', 'high'],
];

const others: readonly string[] = [
  'count with me before the call: 1 2 3 4 5 6 7 8 9 10',
  'the call in ten: 10 9 8 7 6 5 4 3 2 1',
  'numéro de série SN-2271-1380-23Z',
  'call us about order ORD-2271-1380',
  'order 4155552671 has shipped',
  'ticket 2026-4155552',
  'on 2026-11-23 call at 10:30',
  'call us between 09.00 and 17.30 on 23.11.2026',
  'phone app version 10.15.7.1234',
  'the phone costs 1.299.000 won',
  'telemetry from 192.168.10.15',
  'call for papers 2025-2026',
  'epoch 1732349712345',
  'phone case SKU A4155552671',
  'card 4111 1111 1111 1111 by phone',
  '100 000 000 views',
  'the phone has 128 000 000 000 transistors',
  'call for papers 10.6415/j.tide.333-967-74021-4',
  'my new phone book is 6-764-19155-7',
  'el móvil, 5 - 16 - 21 - 28 - 35 - 41',
  'call it 2509.07179',
  'el móvil, 4 14 24 32 36 43',
  'le portable de 1Z 988 C02 73 3040 214',
  'call it 9400 1442 0111 9499 7197 27',
  'my phone came in parcel 3516-0871-5502',
];

describe('phone numbers', () => {
  it.each(numbers)('are found in %s', (text, band) => expectFound('phone', text, band));

  it.each(others)('are not found in %s', (text) => expect(found('phone', text)).toEqual([]));

  it('are found one after the other in a list', () => {
    const list = Array.from({ length: 60 }, (_, index) => `phone 0171 23456${10 + index}`).join('\n');
    expect(found('phone', list)).toHaveLength(60);
  });
});
