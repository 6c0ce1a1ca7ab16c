import fc from 'fast-check';
import { parseJson } from '../../../../federation/wire/json.ts';

const limits = { jsonDepth: 32, jsonMembers: 10_000 };
const parse = (text: string | Uint8Array) => parseJson(typeof text === 'string' ? Buffer.from(text) : text, limits);
const outcome = (text: string | Uint8Array) => {
  const parsed = parse(text);
  return parsed.kind === 'object' ? 'object' : parsed.reason;
};

/** Milliseconds of the best of three: the machine may be busy with something else. */
function fastest(run: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}

describe('JSON from outside', () => {
  it.each([
    ['{}', {}],
    [' {"a": [1, 2.5, -1e3, true, null, "x"]} \n', { a: [1, 2.5, -1e3, true, null, 'x'] }],
    ['{"a":":,{[\\"\\\\"}', { a: ':,{["\\' }],
    ['{"a":"\\u00e9\\ud83d\\ude00"}', { a: 'é😀' }],
    ['{"a":{"b":1},"c":{"b":2}}', { a: { b: 1 }, c: { b: 2 } }],
  ])('%s is read', (text, value) => {
    expect(parse(text)).toEqual({ kind: 'object', value });
  });

  it.each([
    ['', 'not json in utf-8'],
    ['{', 'not json in utf-8'],
    ['{}{}', 'not json in utf-8'],
    ["{'a':1}", 'not json in utf-8'],
    ['{"a":1,}', 'not json in utf-8'],
    ['{"a":NaN}', 'not json in utf-8'],
    ['{"a":"\\', 'not json in utf-8'],
    ['[]', 'not a json object'],
    ['"x"', 'not a json object'],
    ['null', 'not a json object'],
    ['{"a":1,"a":1}', 'the json has a key twice in one object'],
    ['{"a":1,"\\u0061":2}', 'the json has a key twice in one object'],
    ['{"o":[{"a":1,"b":2,"a":3}]}', 'the json has a key twice in one object'],
    ['{"a":1e999}', 'the json has a number out of range'],
    ['{"a":[-1e999]}', 'the json has a number out of range'],
    ['{"a":"\\ud800"}', 'the json has half a character'],
    ['{"\\udc00":1}', 'the json has half a character'],
  ])('case 33: %s is refused', (text, reason) => {
    expect(outcome(text)).toBe(reason);
  });

  it.each([
    ['a byte order mark', Buffer.from('\ufeff{}')],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['UTF-16 with its mark', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a surrogate in UTF-8', Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d])],
  ])('case 33: %s is refused', (_what, bytes) => {
    expect(outcome(bytes)).toBe('not json in utf-8');
  });

  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'case 32: the key %s is refused anywhere',
    (key) => {
      const reason = 'the json has a key that no document needs';
      expect(outcome(`{"${key}":{"admin":true}}`)).toBe(reason);
      expect(outcome(`{"a":[{"b":{"${key}":1}}]}`)).toBe(reason);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    },
  );

  it('case 31: nests up to its limit', () => {
    expect(outcome(`{"a":${'['.repeat(31)}${']'.repeat(31)}}`)).toBe('object');
    expect(outcome(`{"a":${'['.repeat(32)}${']'.repeat(32)}}`)).toBe('the json is nested deeper than 32');
    expect(outcome(`{"a":"${'['.repeat(100)}"}`)).toBe('object');
  });

  it('case 31: has members up to its limit', () => {
    const keys = (count: number) => `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',')}}`;
    expect(outcome(keys(10_000))).toBe('object');
    expect(outcome(keys(10_001))).toBe('the json has more than 10000 members');
    expect(outcome(`{"a":[${'1,'.repeat(10_001)}1]}`)).toBe('the json has more than 10000 members');
  });

  it.each([
    ['nesting', Buffer.from('['.repeat(1_048_576))],
    ['objects', Buffer.from('{"a":'.repeat(200_000))],
    ['keys', Buffer.from(`{${'"a":1,'.repeat(170_000)}}`)],
    ['elements', Buffer.from(`{"a":[${'1,'.repeat(520_000)}1]}`)],
    ['escapes', Buffer.from(`{"a":"${'\\"'.repeat(524_000)}`)],
  ])('case 31, 57: 1 MiB of %s is refused in less than 20 ms', (_what, bytes) => {
    expect(parse(bytes).kind).toBe('refused');
    expect(fastest(() => parse(bytes))).toBeLessThan(20);
  });

  it('is what every other reader reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (value) => {
        const text = JSON.stringify(value);
        const parsed = parse(text);
        const harmless = !/"(__proto__|constructor|prototype)":/.test(text);
        return parsed.kind === 'object' ? JSON.stringify(parsed.value) === text : !harmless;
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => Buffer.from(text.slice(1))),
        ),
        (bytes) => ['object', 'refused'].includes(parse(bytes).kind),
      ),
      { numRuns: 5_000 },
    );
  });
});
