import { readFileSync } from 'node:fs';
import { isHeldBack, makeCorpus } from '../../eval/corpus/make.ts';
import { judge, shippedLibrary } from '../../eval/judge.ts';
import { type Report, reportOf } from '../../eval/report.ts';

/** Personal data that has a form, or a form and a word that names it. */
const structured = ['payment-card', 'iban', 'email', 'national-id', 'ip-address', 'mac-address', 'passport'];
const corpus = makeCorpus();

describe('the policies on the tuned half of the corpus', () => {
  let report: Report;

  beforeAll(() => {
    const posts = Object.values(corpus)
      .flat()
      .filter((post) => !isHeldBack(post));
    report = reportOf(judge(posts, shippedLibrary()));
  });

  const recall = (entity: string, band: string): number =>
    report.entities.find((row) => row.entity === entity)?.bands[band]?.recall ?? 0;

  it.each(structured)('find 99 of 100 of %s', (entity) => {
    expect(recall(entity, 'medium')).toBeGreaterThanOrEqual(0.99);
  });

  it('find three of four phone numbers', () => expect(recall('phone', 'medium')).toBeGreaterThanOrEqual(0.75));

  it('are sure of something in no more than one of a thousand ordinary posts', () => {
    expect(report.ordinary.posts).toBeGreaterThan(2_000);
    expect((report.ordinary.alarms['high'] ?? 0) / report.ordinary.posts).toBeLessThanOrEqual(0.001);
  });

  it('stop no more than three of a thousand ordinary posts', () => {
    expect(report.ordinary.stopped / report.ordinary.posts).toBeLessThanOrEqual(0.003);
  });

  it('catch every family of evasion that is promised', () => {
    const missed = report.families.filter(
      ({ family, posts, caught }) => !family.startsWith('limit: ') && caught < posts,
    );
    expect(missed).toEqual([]);
  });
});

describe('the corpus', () => {
  it.each(Object.keys(corpus))('in %s is what the templates make', (file) => {
    const written = readFileSync(new URL(`../../eval/posts/${file}`, import.meta.url), 'utf8');
    const made = makeCorpus()
      [file]?.map((post) => `${JSON.stringify(post)}\n`)
      .join('');
    expect(written === made).toBe(true);
  });
});
