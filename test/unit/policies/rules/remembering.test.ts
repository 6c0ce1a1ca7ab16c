import { fileURLToPath } from 'node:url';
import type { Detector } from '../../../../policies/detectors/index.ts';
import { type Crossing, compilePolicySet, type Field, type PolicySet } from '../../../../policies/index.ts';
import { readFolder } from '../../../eval/read.ts';

const crossing: Crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 };
const cards = { 'cards.yaml': 'policy: cards\nmatch: { entity: payment-card }\naction: block\n' };

const html = (value: string, path = '/object/content'): Field => ({ path, kind: 'html', value });

function compiled(files: Readonly<Record<string, string>>, detectors?: readonly Detector[]): PolicySet {
  const result = compilePolicySet(files, detectors ? { detectors } : {});
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.set;
}

/** Finds the word, counts how often it was asked, and throws while it is broken. */
function counting(): Detector & { readonly asked: () => number; broken: boolean } {
  let asked = 0;
  return {
    broken: false,
    name: 'payment-card',
    entities: ['payment-card'],
    asked: () => asked,
    detect(text) {
      asked += 1;
      if (this.broken) throw new Error('broken');
      return text.views.flatMap((view) => {
        const start = view.text.indexOf('heron');
        return start < 0
          ? []
          : [{ entity: 'payment-card', confidence: 99, how: view.how, ...view.span(start, start + 5) }];
      });
    },
  };
}

describe('a set that remembers what it read', () => {
  it('says of the posts of the evaluation what the set says', () => {
    const read = readFolder(fileURLToPath(new URL('../../../eval/posts', import.meta.url)));
    if (typeof read === 'string') throw new Error(read);
    const set = compiled({
      ...cards,
      'mail.yaml': 'policy: mail\nmatch: { entity: email }\naction: redact\n',
      'phone.yaml': 'policy: phone\nmatch: { entity: phone, confidence: low }\naction: hold\n',
    });
    const remembering = set.remembering();
    const fields = read.filter((_, at) => at % 32 === 0).map(({ text }) => [html(text)]);
    let found = 0;
    for (const [at, one] of fields.entries()) {
      const earlier = fields.slice(Math.max(0, at - 2), at);
      const together = [...one, html(one[0]?.value ?? '', '/content')];
      for (const document of [one, together]) {
        const verdict = set.evaluate(document, crossing, earlier);
        found += verdict.reasons.length;
        expect(remembering.evaluate(document, crossing, earlier)).toEqual(verdict);
      }
    }
    expect(found).toBeGreaterThan(10);
  });

  it('searches a value once, wherever it stands', () => {
    const detector = counting();
    const remembering = compiled(cards, [detector]).remembering();
    const first = remembering.evaluate([html('a heron')], crossing);
    const asked = detector.asked();
    const second = remembering.evaluate([html('a heron', '/content')], crossing);
    expect(detector.asked()).toBe(asked);
    expect([first, second].map(({ outcome }) => outcome)).toEqual(['block', 'block']);
    expect(second.reasons[0]?.findings).toMatchObject([{ field: '/content', start: 2, end: 7 }]);
    expect(remembering.evaluate([{ ...html('a heron'), kind: 'text' }], crossing).outcome).toBe('block');
    expect(detector.asked()).toBeGreaterThan(asked);
  });

  it('keeps no failure in mind', () => {
    const detector = counting();
    const remembering = compiled(cards, [detector]).remembering();
    detector.broken = true;
    expect(remembering.evaluate([html('a wren')], crossing).outcome).toBe('hold');
    detector.broken = false;
    expect(remembering.evaluate([html('a wren')], crossing).outcome).toBe('allow');
  });

  it('forgets what it read long ago', () => {
    const detector = counting();
    const remembering = compiled(cards, [detector]).remembering();
    const long = 'x'.repeat(100_000);
    for (let n = 0; n < 25; n++) remembering.evaluate([html(`${n} ${long}`)], crossing);
    const asked = detector.asked();
    remembering.evaluate([html(`24 ${long}`)], crossing);
    expect(detector.asked()).toBe(asked);
    remembering.evaluate([html(`0 ${long}`)], crossing);
    expect(detector.asked()).toBe(asked + 1);
  });
});
