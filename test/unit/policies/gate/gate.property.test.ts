import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isLanguageTag } from '../../../../policies/egress/forms.ts';
import { egressTables } from '../../../../policies/egress/tables.ts';
import { createGate, type SealedRelease } from '../../../../policies/gate/index.ts';
import type { Json, JsonObject, Outcome } from '../../../../policies/index.ts';
import { createNote, crossing, wordSet } from './word-set.ts';

const rows = [...egressTables.values()].flatMap((table) => [...table]);
const properties = rows.map(([property]) => property);
const neverLeaving = new Set(rows.flatMap(([property, rule]) => (rule.class === 'never' ? [property] : [])));
const canary = 'nightjar';

/** Strings in the forms that the classes know, with and without the canary. */
const strings = fc.oneof(
  fc.string(),
  fc.constantFrom('Note', 'Create', 'text/html', 'en', '2026-11-23T10:00:00Z', 'PT5M', 'self', 'as:Public', 'me'),
  fc
    .constantFrom(
      'a * b',
      '<p title="*">x</p>',
      'https://acme.example/*',
      'https://*.example/',
      'acct:*@acme.example',
      'tag:acme.example,2026:*',
      'text/x.*',
      'en-x-*',
      '2026-11-23T10:00:00*Z',
      'Project*',
      '1*',
    )
    .map((form) => form.replace('*', canary)),
);
const keys = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...properties) },
  fc.constantFrom(
    canary,
    `toot:${canary}`,
    `_${canary}`,
    'bto',
    '@context',
    'en',
    'de-DE',
    canary.toUpperCase(),
    '__proto__',
  ),
);

const { document } = fc.letrec<{ json: Json; document: JsonObject }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'large' },
    { weight: 4, arbitrary: strings },
    { weight: 3, arbitrary: tie('document') },
    { weight: 2, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  ),
  document: fc
    .array(fc.tuple(keys, tie('json')), { minLength: 1, maxLength: 8 })
    .map((entries): JsonObject => Object.fromEntries(entries)),
}));

const kinds = fc.constantFrom(
  'activitystreams' as const,
  'activitystreams' as const,
  'jrd' as const,
  'host-meta' as const,
  'nodeinfo' as const,
);

function gateThat(outcome: Outcome) {
  return createGate({
    policySet: () => wordSet({ [canary]: outcome }),
    sealKey: new Uint8Array(32).fill(3),
    clock: () => 1,
    newId: () => 'r',
  });
}

/** Every property name of a document; a context has its own list, and a language map has tags. */
function propertiesIn(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(propertiesIn);
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === '@context') return [];
    return key.endsWith('Map') ? [key, ...foreignTags(member)] : [key, ...propertiesIn(member)];
  });
}

function foreignTags(map: Json | undefined): string[] {
  return Object.keys(map as JsonObject).filter((tag) => !isLanguageTag(tag));
}

const subject = 'https://acme.example/1';

describe('whatever document is proposed', () => {
  it.each<Outcome>(['block', 'redact'])('a word that must not leave is not in the bytes that do (%s)', (outcome) => {
    const gate = gateThat(outcome);
    fc.assert(
      fc.property(document, kinds, (proposed, kind) => {
        const decided = gate.decide({ document: proposed, subject, crossing, kind });
        if (decided.kind === 'stopped') return;
        expect(new TextDecoder().decode(decided.release.bytes).toLowerCase()).not.toContain(canary);
      }),
      { numRuns: 2_000 },
    );
  });

  it('nothing leaves that is not in the table', () => {
    const gate = gateThat('advise');
    const known = new Set(properties.filter((property) => !neverLeaving.has(property)));
    let releases = 0;
    fc.assert(
      fc.property(document, kinds, (proposed, kind) => {
        const decided = gate.decide({ document: proposed, subject, crossing, kind });
        if (decided.kind === 'stopped') return;
        releases += 1;
        const leaving = propertiesIn(JSON.parse(new TextDecoder().decode(decided.release.bytes)));
        expect(leaving.filter((property) => !known.has(property))).toEqual([]);
        expect(decided.release.digest).toBe(createHash('sha256').update(decided.release.bytes).digest('base64'));
      }),
      { numRuns: 2_000 },
    );
    expect(releases).toBeGreaterThan(200);
  });

  it('what left once may leave again, unchanged', () => {
    const gate = gateThat('advise');
    fc.assert(
      fc.property(document, (proposed) => {
        const first = gate.decide({ document: proposed, subject, crossing });
        if (first.kind === 'stopped') return;
        const second = gate.decide({ document: first.document, subject, crossing });
        expect(second).toMatchObject({ kind: 'released', document: first.document, dropped: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a sealed release', () => {
  const gate = gateThat('advise');
  const decided = gate.decide({ document: createNote(), subject, crossing });
  if (decided.kind !== 'released') throw new Error(decided.cause);
  const sealed = gate.seal(decided.release);

  const text = fc.string();
  const change = fc.oneof(
    fc.record({
      member: fc.constantFrom('id', 'subject', 'zone', 'digest', 'actor', 'outcome', 'setVersion', 'seal'),
      value: text,
    }),
    fc.record({ member: fc.constant('decidedAt'), value: fc.double() }),
    fc.record({ member: fc.constant('body'), value: fc.uint8Array() }),
  );

  it('opens for no other value of any member', () => {
    fc.assert(
      fc.property(change, ({ member, value }) => {
        const row = { ...sealed, [member]: value } as SealedRelease;
        fc.pre(sealed[member as keyof SealedRelease] !== value);
        expect(gate.unseal(row)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('opens with no bit of its body flipped', () => {
    fc.assert(
      fc.property(fc.nat(sealed.body.length * 8 - 1), (bit) => {
        const body = new Uint8Array(sealed.body);
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(gate.unseal({ ...sealed, body })).toBeUndefined();
      }),
    );
  });
});
