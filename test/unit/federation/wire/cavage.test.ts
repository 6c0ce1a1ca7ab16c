import fc from 'fast-check';
import { parseCavage } from '../../../../federation/wire/cavage.ts';

const header =
  'keyId="https://a.example/u#k",algorithm="rsa-sha256",headers="(request-target) host date",signature="AAAA"';

describe('the signature header', () => {
  it.each([
    ['as most write it', header],
    ['with spaces after the commas', header.replaceAll(',', ', ')],
    ['with other parameters beside', `${header},nonce="1"`],
    ['in another order', header.split(',').reverse().join(',')],
    ['with header names in upper case', header.replace('host date', 'Host DATE')],
  ])('is read %s', (_how, text) => {
    expect(parseCavage(text)).toMatchObject({
      keyId: 'https://a.example/u#k',
      components: ['(request-target)', 'host', 'date'],
      signature: Buffer.from('AAAA', 'base64'),
    });
  });

  it('is read with its times, quoted or not', () => {
    expect(parseCavage(`${header},created=1,expires=2`)).toMatchObject({ created: '1', expires: '2' });
    expect(parseCavage(`${header},created="1",expires="2"`)).toMatchObject({ created: '1', expires: '2' });
  });

  it('is read or refused, and nothing else, whatever it is', () => {
    const piece = fc.constantFrom(
      'keyId=',
      'headers=',
      'signature=',
      '"',
      ',',
      ' ',
      '\\',
      '(created)',
      'AAAA',
      '=',
      '\n',
      'é',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const parsed = parseCavage(value);
        return (
          parsed === undefined || (parsed.keyId !== '' && parsed.signature.length > 0 && parsed.components.length > 0)
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['spaces', ' '.repeat(100_000)],
    ['commas', ','.repeat(100_000)],
    ['quotes', 'a="'.repeat(30_000)],
    ['parameters', Array.from({ length: 10_000 }, (_, at) => `${'p'.repeat(at % 7)}x="${at}"`).join(',')],
    ['components', `keyId="k",headers="${'a '.repeat(50_000)}",signature="AAAA"`],
  ])('is refused quickly where it is full of %s', (_what, text) => {
    const started = performance.now();
    expect(parseCavage(text)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
