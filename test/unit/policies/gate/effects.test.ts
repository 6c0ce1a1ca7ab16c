import { type Confirmation, createGate, type JsonObject } from '../../../../policies/index.ts';
import { compiled, policy } from '../rules/compiled.ts';
import { createNote, crossing } from './word-set.ts';

interface Given {
  readonly policies: readonly string[];
  readonly note: JsonObject;
  readonly confirmed?: Confirmation;
}

function decide({ policies, note, confirmed }: Given) {
  const set = compiled(Object.fromEntries(policies.map((text, index) => [`p${index}.yaml`, text])));
  const sealKey = new Uint8Array(32).fill(1);
  const gate = createGate({ policySet: () => set, sealKey, clock: () => 0, newId: () => 'release-1' });
  const subject = 'https://acme.example/activities/1';
  return gate.decide({ document: createNote(note), subject, crossing, ...(confirmed && { confirmed }) });
}

function noteLeft(given: Given): JsonObject {
  const outcome = decide(given);
  if (outcome.kind !== 'released') throw new Error(`stopped: ${outcome.verdict.outcome}`);
  return outcome.document['object'] as JsonObject;
}

const codes = "{ pattern: 'ACME-[0-9-]+' }";
const redaction = (how: string): string => policy('codes', codes, 'redact', `redaction: ${how}\n`);
const disclosure = policy('disclose', '{ pattern: soon }', 'disclose', 'disclosure: "Acme & friends speaking."\n');

describe('a redaction', () => {
  it.each([
    ['label', '<p>see [internal text removed] now</p>'],
    ['remove', '<p>see  now</p>'],
    ['mask', '<p>see ••••-••••-••••• now</p>'],
    ['keep-last-4', '<p>see ••••-••••-•6789 now</p>'],
  ])('of the kind %s leaves %s', (how, left) => {
    const note = { content: '<p>see ACME-1234-56789 now</p>' };
    expect(noteLeft({ policies: [redaction(how)], note })['content']).toBe(left);
  });

  it('keeps the last four of what markup and character references cut into pieces', () => {
    const note = { content: '<p>ACME-12<b>34</b>-5&#54;789</p>' };
    expect(noteLeft({ policies: [redaction('keep-last-4')], note })['content']).toBe('<p>••••-••<b>••</b>-••789</p>');
  });

  it('keeps nothing of what is shorter than eight letters', () => {
    expect(noteLeft({ policies: [redaction('keep-last-4')], note: { content: 'ACME-12' } })['content']).toBe('••••-••');
  });

  it('is the strictest that any policy asks for', () => {
    const policies = [redaction('keep-last-4'), policy('more', codes, 'redact', 'redaction: remove\n')];
    expect(noteLeft({ policies, note: { content: 'x ACME-1234-56789' } })['content']).toBe('x ');
  });

  it('drops the attachment that holds what was found, and no other', () => {
    const image = (name: string) => ({ type: 'Image', url: `https://acme.example/media/${name.length}`, name });
    const note = { content: 'two pictures', attachment: [image('ACME-1234-56789'), image('a cat')] };
    expect(noteLeft({ policies: [redaction('drop-attachment')], note })['attachment']).toMatchObject([
      { name: 'a cat' },
    ]);
    const single = noteLeft({
      policies: [redaction('drop-attachment')],
      note: { content: 'x', attachment: image('ACME-123') },
    });
    expect(single).not.toHaveProperty('attachment');
  });

  it('that drops attachments labels what it finds elsewhere', () => {
    const note = { content: 'ACME-1234-56789' };
    expect(noteLeft({ policies: [redaction('drop-attachment')], note })['content']).toBe('[internal text removed]');
  });
});

describe('a disclosure', () => {
  it('is added to what leaves, in every language, and stands for itself in markup', () => {
    const note = { content: '<p>soon</p>', contentMap: { en: '<p>soon</p>', de: '<p>soon</p>' } };
    const line = '<p>Acme &amp; friends speaking.</p>';
    expect(noteLeft({ policies: [disclosure], note })).toMatchObject({
      content: `${line}<p>soon</p>`,
      contentMap: { en: `${line}<p>soon</p>`, de: `${line}<p>soon</p>` },
    });
  });

  it('is added to plain text as a line', () => {
    const note = { content: 'soon', mediaType: 'text/plain' };
    expect(noteLeft({ policies: [disclosure], note })['content']).toBe('Acme & friends speaking.\n\nsoon');
  });

  it('can not be swallowed by what its author leaves open', () => {
    const content = 'soon <!-- ';
    expect(noteLeft({ policies: [disclosure], note: { content } })['content']).toMatch(/^<p>Acme &amp; friends/);
  });

  it('goes together with a redaction', () => {
    const note = { content: 'soon ACME-1234' };
    expect(noteLeft({ policies: [disclosure, redaction('remove')], note })['content']).toBe(
      '<p>Acme &amp; friends speaking.</p>soon ',
    );
  });

  it('that finds no place holds the post', () => {
    expect(decide({ policies: [disclosure], note: { content: undefined, name: 'soon' } })).toMatchObject({
      kind: 'stopped',
      verdict: { outcome: 'hold' },
    });
  });

  it('must not say what another policy stops', () => {
    const policies = [disclosure, policy('friends', '{ pattern: friends }')];
    expect(decide({ policies, note: { content: 'soon' } })).toMatchObject({
      kind: 'stopped',
      verdict: { outcome: 'block' },
    });
  });
});

describe('what asks for confirmation', () => {
  const ask = policy('ask', '{ pattern: launch }', 'confirm', 'confirmation: { justification: true }\n');
  const note = { content: 'the launch of ACME-1234' };
  const confirmed = { policies: ['ask'], justification: 'it is public' };

  it('stops until the author confirms, and says whether a reason is asked for', () => {
    expect(decide({ policies: [ask], note })).toMatchObject({
      kind: 'stopped',
      verdict: { outcome: 'confirm', reasons: [{ policy: 'ask', justification: true }] },
    });
    expect(decide({ policies: [ask], note, confirmed })).toMatchObject({
      kind: 'released',
      verdict: { outcome: 'allow', confirmed },
    });
  });

  it('keeps a justification without what a policy finds in it', () => {
    const saying = { ...confirmed, justification: 'the customer knows ACME-1234-56789' };
    const { verdict } = decide({ policies: [ask, redaction('remove')], note, confirmed: saying });
    expect(verdict.confirmed?.justification).toMatch(/^the customer knows /);
    expect(JSON.stringify(verdict.confirmed)).not.toContain('1234');
  });

  it('keeps no justification that can not be read to its end', () => {
    let nested = 'a word that nobody should have to read';
    for (let depth = 0; depth < 9; depth++) nested = Buffer.from(nested).toString('base64');
    const { verdict } = decide({
      policies: [ask],
      note,
      confirmed: { ...confirmed, justification: nested.slice(0, 1000) },
    });
    expect(verdict.confirmed?.justification).toBe('[it could not be checked]');
  });

  it('is not confirmed by the word about another policy', () => {
    expect(decide({ policies: [ask], note, confirmed: { policies: ['other'] } }).kind).toBe('stopped');
  });

  it.each(['hold', 'block', 'downgrade'])('leaves a %s of the same name standing', (action) => {
    const policies = [policy('ask', '{ pattern: launch }', action)];
    expect(decide({ policies, note, confirmed })).toMatchObject({ kind: 'stopped', verdict: { outcome: action } });
  });

  it('leaves what another policy redacts to be redacted', () => {
    expect(noteLeft({ policies: [ask, redaction('remove')], note, confirmed })['content']).toBe('the launch of ');
  });
});

describe('a downgrade', () => {
  it.each([
    ['', 'internal'],
    ['audience: addressed\n', 'addressed'],
  ])('stops the crossing and says whom to leave it to (%j)', (rest, audience) => {
    const down = policy('down', '{ pattern: soon }', 'downgrade', rest);
    expect(decide({ policies: [down], note: { content: 'soon' } })).toMatchObject({
      kind: 'stopped',
      verdict: { outcome: 'downgrade', reasons: [{ audience }] },
    });
  });
});

describe('a hold', () => {
  it('says how many reviewers it takes and for how long it waits', () => {
    const hold = policy('hold', '{ pattern: soon }', 'hold', 'approval: { tiers: 2, expire: 14d }\n');
    expect(decide({ policies: [hold], note: { content: 'soon' } }).verdict.reasons).toMatchObject([
      { approval: { tiers: 2, expiresAfter: 14 * 86_400_000 } },
    ]);
    expect(
      decide({ policies: [policy('h', '{ pattern: soon }', 'hold')], note: { content: 'soon' } }).verdict.reasons,
    ).toMatchObject([{ approval: { tiers: 1 } }]);
  });
});
