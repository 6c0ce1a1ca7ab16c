import { createGate, type DecidingSet } from '../../../../policies/gate/index.ts';
import type { JsonObject, Verdict } from '../../../../policies/index.ts';
import { createNote, crossing, wordSet } from './word-set.ts';

function decide(note: JsonObject, set: DecidingSet = wordSet({ nightjar: 'redact' })) {
  const gate = createGate({
    policySet: () => set,
    sealKey: new Uint8Array(32),
    clock: () => 0,
    newId: () => 'r',
  });
  return gate.decide({ document: createNote(note), subject: 'https://acme.example/activities/1', crossing });
}

function redactedNote(note: JsonObject, set?: DecidingSet): JsonObject {
  const outcome = decide(note, set);
  if (outcome.kind !== 'released') throw new Error(JSON.stringify(outcome.verdict));
  expect(outcome.verdict.outcome).toBe('redact');
  expect(outcome.release.outcome).toBe('redact');
  expect(JSON.parse(new TextDecoder().decode(outcome.release.bytes))).toEqual(outcome.document);
  return outcome.document['object'] as JsonObject;
}

describe('what a redacting policy finds does not leave', () => {
  it('in text of any kind, and the rest does', () => {
    const note = redactedNote({
      content: '<p>The <b>Nightjar</b> ships</p>',
      contentMap: { en: '<p>The Nightjar ships</p>' },
      source: { content: 'The *Nightjar* ships', mediaType: 'text/markdown' },
      attachment: [{ type: 'Image', name: 'a nightjar', url: 'https://acme.example/media/1.png' }],
    });
    expect(JSON.stringify(note)).not.toMatch(/nightjar/i);
    expect(note).toMatchObject({
      content: expect.stringMatching(/^<p>The <b>.+<\/b> ships<\/p>$/),
      contentMap: { en: expect.stringMatching(/^<p>The .+ ships<\/p>$/) },
      source: { content: expect.stringMatching(/^The \*.+\* ships$/) },
      attachment: [{ name: expect.stringMatching(/^a ./), url: 'https://acme.example/media/1.png' }],
    });
  });

  it('in a link or a number, which goes as a whole', () => {
    const tag = [{ type: 'Hashtag', name: '#x', href: 'https://acme.example/tags/nightjar' }];
    expect(redactedNote({ tag })).toMatchObject({ tag: [{ type: 'Hashtag', name: '#x' }] });
    const attachment = [{ type: 'Image', url: ['https://acme.example/nightjar.png'], width: 4111 }];
    const note = redactedNote({ attachment }, wordSet({ nightjar: 'redact', '4111': 'redact' }));
    expect(note['attachment']).toEqual([{ type: 'Image' }]);
  });

  it('and the verdict keeps the reasons, with the places in what was proposed', () => {
    const outcome = decide({ content: 'a nightjar' });
    expect(outcome.verdict.reasons).toMatchObject([
      { policy: 'nightjar', outcome: 'redact', findings: [{ field: '/object/content', start: 2, end: 10 }] },
    ]);
  });

  it('while findings of observed and advising policies stay where they are', () => {
    const note = redactedNote({ content: 'nightjar soon' }, wordSet({ nightjar: 'redact', soon: 'advise' }));
    expect(note['content']).toMatch(/ soon$/);
  });
});

describe('a redaction that does not lead to a body that may leave is a hold', () => {
  it.each<[string, JsonObject]>([
    ['the id of a post', { id: 'https://acme.example/objects/nightjar' }],
    ['those addressed', { cc: ['https://acme.example/users/nightjar'] }],
    ['an unknown type', { tag: [{ type: 'Nightjar', name: 'x' }] }],
  ])('where it would have to change %s', (_what, note) => {
    const outcome = decide(note);
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome: 'hold' } });
    expect(outcome.verdict.reasons.map(({ policy }) => policy)).toEqual(['gate', 'nightjar']);
  });

  const finding = (field: string, start: number, end: number) => ({
    entity: 'term',
    field,
    start,
    end,
    confidence: 100,
  });
  const redactVerdict = (findings: Verdict['reasons'][number]['findings']): Verdict => ({
    outcome: 'redact',
    reasons: [{ policy: 'p', title: '', outcome: 'redact', guidance: '', observed: false, findings }],
    setVersion: 'v',
  });

  it.each([
    ['nothing was found', redactVerdict([])],
    ['the finding is in no field', redactVerdict([finding('/object/nowhere', 0, 1)])],
    ['the finding is in the document as such', redactVerdict([finding('', 0, 0)])],
    ['the finding is empty', redactVerdict([finding('/object/content', 3, 3)])],
    ['the finding stays however often it is redacted', redactVerdict([finding('/object/content', 0, 1)])],
  ])('where %s', (_what, verdict) => {
    const outcome = decide({ content: 'x' }, { version: 'v', evaluate: () => verdict });
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome: 'hold' } });
  });

  it('where the second look stops it, with both reasons', () => {
    const set = wordSet({ removed: 'block', nightjar: 'redact' });
    const outcome = decide({ content: 'nightjar' }, set);
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome: 'block' } });
    expect(outcome.verdict.reasons.map(({ policy }) => policy)).toEqual(['removed', 'nightjar']);
  });

  it('where the second look fails', () => {
    let looks = 0;
    const first = wordSet({ nightjar: 'redact' });
    const outcome = decide(
      { content: 'nightjar' },
      {
        version: 'v',
        evaluate: (fields, at) => {
          looks += 1;
          if (looks > 1) throw new Error('overrun');
          return first.evaluate(fields, at);
        },
      },
    );
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'detector-failed', verdict: { outcome: 'hold' } });
  });

  it('where the set in force changes between the looks, the first set decides both', () => {
    const sets = [wordSet({ nightjar: 'redact' }), undefined];
    const gate = createGate({
      policySet: () => sets.shift(),
      sealKey: new Uint8Array(32),
      clock: () => 0,
      newId: () => 'r',
    });
    const request = { document: createNote({ content: 'nightjar' }), subject: 'https://acme.example/1', crossing };
    expect(gate.decide(request).kind).toBe('released');
    expect(gate.decide(request).kind).toBe('stopped');
  });
});
