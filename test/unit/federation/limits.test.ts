import { createHash } from 'node:crypto';
import { KnownContexts } from '../../../federation/apex/known-context.ts';
import { Allowance, HostMinutes } from '../../../federation/backfill/allowance.ts';
import { beyondLimits } from '../../../federation/inbox/beyond-limits.ts';
import { backfillLimits, inboundLimits, wireLimits } from '../../../federation/limits.ts';
import type { InboundRequest } from '../../../federation/wire/index.ts';
import { parseJson } from '../../../federation/wire/json.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { Clock, loopbackWire, noon, ourOrigin } from '../../support/wire/wires.ts';

const itemRows = Object.entries(inboundLimits.items);
const characterRows = Object.entries(inboundLimits.characters);
const many = (length: number): string[] => Array.from({ length }, () => 'x');
/** The property alone, and deep within an object. */
const places = (name: string, value: JsonObject[string]): JsonObject[] => [
  { [name]: value ?? null },
  { object: { attachment: [{ [name]: value ?? null }] } },
];

describe('what an activity from outside may hold', () => {
  it.each(itemRows)('takes as many items in `%s` as %i, and not one more', (name, most) => {
    for (const document of places(name, many(most))) expect(beyondLimits(document)).toBeUndefined();
    for (const document of places(name, many(most + 1))) expect(beyondLimits(document)).toContain(`\`${name}\``);
  });

  it.each(characterRows)('takes as many characters in `%s` as %i, and not one more', (name, most) => {
    for (const document of places(name, 'x'.repeat(most))) expect(beyondLimits(document)).toBeUndefined();
    for (const document of places(name, 'x'.repeat(most + 1))) expect(beyondLimits(document)).toContain(`\`${name}\``);
  });

  it('bounds arrays and strings of every other name', () => {
    expect(beyondLimits({ anything: many(inboundLimits.otherItems) })).toBeUndefined();
    expect(beyondLimits({ anything: many(inboundLimits.otherItems + 1) })).toContain('`anything`');
    expect(beyondLimits({ anything: 'x'.repeat(inboundLimits.otherCharacters) })).toBeUndefined();
    expect(beyondLimits({ anything: 'x'.repeat(inboundLimits.otherCharacters + 1) })).toContain('`anything`');
    expect(beyondLimits({ toString: many(inboundLimits.otherItems) } as unknown as JsonObject)).toBeUndefined();
  });

  it.each([
    ['contentMap', inboundLimits.characters.content],
    ['summaryMap', inboundLimits.characters.summary],
    ['nameMap', inboundLimits.characters.name],
  ])('bounds each text of `%s` like the text itself, and their number', (name, most) => {
    const languages = (count: number) => Object.fromEntries(many(count).map((text, at) => [`x-${at}`, text]));
    expect(beyondLimits({ [name]: languages(inboundLimits.languages) })).toBeUndefined();
    expect(beyondLimits({ [name]: languages(inboundLimits.languages + 1) })).toContain('languages');
    expect(beyondLimits({ [name]: { en: 'x'.repeat(most) } })).toBeUndefined();
    expect(beyondLimits({ [name]: { en: 'x'.repeat(most + 1) } })).toContain('longer');
  });
});

describe('an `@context` that a fast path may know', () => {
  it('has as many characters as its limit, and not one more', async () => {
    const most = inboundLimits.contextCharacters;
    const ofLength = (length: number) => ({ x: `https://x.example/${'x'.repeat(length - 26)}` });
    expect(JSON.stringify(ofLength(most))).toHaveLength(most);
    expect((await new KnownContexts().terms(ofLength(most)))?.has('x')).toBe(true);
    expect(await new KnownContexts().terms(ofLength(most + 1))).toBeUndefined();
  });
});

const read = (text: string): string => {
  const parsed = parseJson(Buffer.from(text), wireLimits);
  return parsed.kind === 'object' ? 'taken' : parsed.reason;
};

describe('what a document from outside may be', () => {
  const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  const members = (count: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at])));
  const elements = (count: number): string => `{"a":[${'1,'.repeat(count)}1]}`;

  it.each<[string, number, (count: number) => string, string]>([
    ['levels', wireLimits.jsonDepth, nested, 'deeper'],
    ['members', wireLimits.jsonMembers, members, 'members'],
    ['elements beyond the first', wireLimits.jsonMembers, elements, 'members'],
  ])('has as many %s as %i, and not one more', (_what, most, make, reason) => {
    expect(read(make(most))).toBe('taken');
    expect(read(make(most + 1))).toContain(reason);
  });
});

describe('what a request from outside may be', () => {
  const wire = loopbackWire();
  afterAll(() => wire.close());

  const post = (bytes: number, header: string): InboundRequest => {
    const body = Buffer.alloc(bytes, 'x');
    const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const headers = { host: 'corp.example', date: new Date(noon).toUTCString(), digest, signature: header };
    return { method: 'POST', path: '/inbox', headers: Object.entries(headers).flat(), body };
  };
  const answer = async (request: InboundRequest): Promise<string> => {
    const verified = await wire.verify(request);
    return verified.kind === 'refused' ? verified.reason : verified.kind;
  };

  it('has a body of as many bytes as it may, and not one more', async () => {
    expect(await answer(post(wireLimits.inboundBytes, 'keyId="x"'))).not.toContain('larger');
    expect(await answer(post(wireLimits.inboundBytes + 1, 'keyId="x"'))).toContain('larger');
  });

  it('has a signature header as long as it may, and not one character longer', async () => {
    expect(await answer(post(1, 'x'.repeat(wireLimits.signatureHeaderLength)))).not.toContain('too long');
    expect(await answer(post(1, 'x'.repeat(wireLimits.signatureHeaderLength + 1)))).toContain('too long');
  });

  it('is asked for at an address as long as it may be, and not one character longer', async () => {
    const address = (length: number): string => `${ourOrigin.replace('corp', 'far')}/`.padEnd(length, 'x');
    const reason = async (length: number): Promise<unknown> => {
      const fetched = await wire.fetchDocument(address(length));
      return fetched.kind === 'document' ? 'document' : 'reason' in fetched ? fetched.reason : fetched.kind;
    };
    expect(await reason(wireLimits.urlLength)).not.toContain('long');
    expect(await reason(wireLimits.urlLength + 1)).toContain('long');
  });
});

describe('what a conversation elsewhere may cost', () => {
  const url = (host: number): string => `https://h${host}.example/x`;

  it('is as many documents as it may be, and not one more', () => {
    const allowance = new Allowance(new HostMinutes(new Clock().now));
    for (let at = 0; at < backfillLimits.fetches; at++) expect(allowance.takeFetch(url(at))).toBe(true);
    expect(allowance.takeFetch(url(0))).toBe(false);
  });

  it('is as many characters as it may be, and ends with the document that reaches them', () => {
    const allowance = new Allowance(new HostMinutes(new Clock().now));
    allowance.spend(backfillLimits.characters - 1);
    expect(allowance.takeFetch(url(1))).toBe(true);
    allowance.spend(1);
    expect(allowance.takeFetch(url(2))).toBe(false);
  });

  it('is for one host as many documents a minute as it may be, whichever conversations ask', () => {
    const clock = new Clock();
    const minutes = new HostMinutes(clock.now);
    for (let at = 0; at < backfillLimits.perHostAndMinute; at++) {
      expect(new Allowance(minutes).takeFetch(url(1))).toBe(true);
    }
    expect(new Allowance(minutes).takeFetch(url(1))).toBe(false);
    expect(new Allowance(minutes).takeFetch(url(2))).toBe(true);
    clock.advance(60_000);
    expect(new Allowance(minutes).takeFetch(url(1))).toBe(true);
  });
});
