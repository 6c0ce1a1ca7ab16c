import { type Band, expectFound, found } from './finds.ts';

const cards: readonly (readonly [text: string, band: Band])[] = [
  ['«4111111111111111»', 'high'],
  ['paid with «5500 0000 0000 0004» yesterday', 'high'],
  ['paid with «2223-0031-2200-3222»', 'high'],
  ['«3782 822463 10005»', 'high'],
  ['«378282246310005»', 'high'],
  ['«3056 930902 5904»', 'high'],
  ['«6011000990139424»', 'high'],
  ['«3530111333300000»', 'high'],
  ['«6200 0000 0000 0005»', 'high'],
  ['my card number: «4222222222222»', 'high'],
  ['card «4222222222222» 12/27', 'high'],
  ['«4222222222222» was mentioned', 'low'],
  ['carte bancaire «501800000009»', 'high'],
  ['card «9999 9999 9999 9995» please', 'low'],
  ['card «4111 1111 1111 1111», cvv 123, exp 12/27', 'high'],
  ['from 12 to 4 «4111 1111 1111 1111» 12 27', 'high'],
  ['«41111111 11111111»', 'high'],
  ['0.«4111111111111111»', 'low'],
  ['«4-111-1111-1111-1111»', 'medium'],
  // Words that would excuse a number excuse nothing.
  ['test card example.com dummy «4111 1111 1111 1111» not real', 'high'],
  ['idx_«4111111111111111»_b', 'high'],
];

const others: readonly string[] = [
  'card 0000 0000 0000 0000',
  'call +378282246310005',
  'the boat is at 38.034520, 7.32897',
  'the boat is at 37.42034/37.848995',
  'ticket 4111 1111 1111 1112',
  'order 1234 5678 9012 3456',
  'IMEI 490154203237518',
  'ISBN 978-3-16-148410-0 and 9783161484100',
  'EAN 4006381333931',
  'call +49 151 12345678901',
  'pi is 3.1415926535897932',
  'it printed 0.4000000000000001 again',
  'posted as https://social.example/@ann/113456789012345678',
  'epoch 1732349712345 in ms, 1732349712345678 in us',
  'commit 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c12345678',
  'uuid 550e8400-e29b-41d4-a716-446655440000',
  '0000 0000 0000 0000',
  'numbers 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
  'from 2026-11-23 10:30 to 2026-11-24 11:45, room 4.12',
  'UPS 1Z999AA10123456784',
];

describe('payment cards', () => {
  it.each(cards)('are found in %s', (text, band) => expectFound('payment-card', text, band));

  it('are no more than low in a list of versions that adds up', () => {
    const versions = 'same as `~0.2.3` := `>=0.2.3 <0.(2+1).0` := `>=0.2.3 <0.3.0` and `^0.2.3` := `>=0.2.3 <0.3.0`';
    expect(found('payment-card', versions).filter(({ confidence }) => confidence >= 75)).toEqual([]);
  });

  it('are no more than low where a comma parts two numbers that add up, and are seen where commas part a card', () => {
    const sure = (text: string) => found('payment-card', text).filter(({ confidence }) => confidence >= 75).length;
    expect(sure('waiting list, report 3808215559, 2024-05-24')).toBe(0);
    expect(sure('card 4111, 1111, 1111, 1111')).toBe(1);
  });

  it.each(others)('are not found in %s', (text) => expect(found('payment-card', text)).toEqual([]));

  it('are no more than low inside an identifier', () => {
    const confidences = found('payment-card', 'session 45567375-8689-4989-a1f3-bcdefabcdefa ended').map(
      ({ confidence }) => confidence,
    );
    expect(Math.max(0, ...confidences)).toBeLessThan(75);
    expectFound('payment-card', '«45567375-8689-4989»', 'medium');
  });
});
