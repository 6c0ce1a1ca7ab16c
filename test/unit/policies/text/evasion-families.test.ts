import { createHash } from 'node:crypto';
import { detectAll } from '../../../../policies/detectors/index.ts';
import type { FieldKind } from '../../../../policies/model/field.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { families } from '../../../support/evasion-families.ts';

/** What must be seen through all of them, at least at medium; with the word beside it that it needs. */
const values: readonly (readonly [entity: string, text: string])[] = [
  ['payment-card', '4111 1111 1111 1111'],
  ['payment-card', '5500-0000-0000-0004'],
  ['iban', 'DE89 3704 0044 0532 0130 00'],
  ['national-id', '536-22-1234'],
  ['national-id', 'RCCMNL83S18D969H'],
  ['email', 'jane.doe@acme.example'],
  ['phone', '+49 30 901820'],
  ['ip-address', '192.168.10.15'],
  ['mac-address', '3C:22:FB:9A:10:4E'],
  ['secret', `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6'}`],
  ['secret', 'AKIAQ3EGRZ7XV5KYHW2T'],
  ['secret', 'password=hV8!mQz3rT6wKp9'],
  ['secret', '-----BEGIN RSA PRIVATE KEY-----'],
  ['secret', 'postgres://app:s3cr3tPw9@db.example/x'],
];

/** The same where the word stands outside what is hidden. */
const named: readonly (readonly [entity: string, word: string, text: string])[] = [
  ['national-id', 'ssn', '536221234'],
  ['passport', 'passport', 'C01X00T47'],
  ['phone', 'phone', '0171 2345678'],
  ['birth-date', 'date of birth:', '1985-03-12'],
  ['bic', 'BIC', 'DEUTDEFF500'],
];
/** In other markup than the word, or apart from it, the value no longer stands beside it. */
const elsewhere = ['title attribute', 'query of a link', 'one character a space', 'one character a dot'];

const medium = 75;
const best = (entity: string, kind: FieldKind, text: string): number =>
  Math.max(0, ...detectAll(inspectText(text, kind), new Set([entity])).map(({ confidence }) => confidence));

describe.each(families)('%s', (_, kind, hide) => {
  it.each(values)('hide no %s: %s', (entity, text) => {
    expect(best(entity, kind, `${hide(text)} ok`)).toBeGreaterThanOrEqual(medium);
  });
});

describe.each(families.filter(([name]) => !elsewhere.includes(name)))('%s', (_, kind, hide) => {
  it.each(named)('hide no %s beside the word %s: %s', (entity, word, text) => {
    expect(best(entity, kind, `${word} ${hide(text)} ok`)).toBeGreaterThanOrEqual(medium);
  });
});

/** A version 4 UUID (RFC 9562) that is always the same for a draw. */
function uuidOf(draw: number): string {
  const digits = createHash('sha256').update(String(draw)).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}

describe('numbers that only look like something', () => {
  it('leaves any UUID alone, and never takes one for nested encoding', () => {
    for (let draw = 0; draw < 3000; draw++) {
      const uuid = uuidOf(draw);
      for (const text of [uuid, uuid.replaceAll('-', ''), `https://a.example/o/${uuid.toUpperCase()}`]) {
        const inspected = inspectText(text, 'text');
        const found = detectAll(inspected).filter(({ confidence }) => confidence >= medium);
        const seen = { text, unreadable: inspected.unreadable, found };
        expect(seen).toEqual({ text, unreadable: undefined, found: [] });
      }
    }
  });

  it.each([
    'https://social.example/@ann/4556737586899855',
    'https://social.example/posts?id=4556737586899855&x=1',
    'see social.example/p/4556737586899855',
    '@ann_4556737586899855',
  ])('holds the number in %s for a card at most at medium', (text) => {
    expect(best('payment-card', 'text', text)).toBeLessThan(85);
  });

  it('is sure of a card in an address where a word names it', () => {
    expect(best('payment-card', 'text', 'his card: https://a.example/4556737586899855')).toBeGreaterThanOrEqual(85);
  });
});
