import { detectAll } from '../../../../policies/detectors/index.ts';
import { compileTerms } from '../../../../policies/matchers/terms.ts';
import type { FieldKind } from '../../../../policies/model/field.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { hostile } from '../../../support/hostile-texts.ts';

const short = 2_000;
const long = 60_000;
/** Thirty times the text may take so many times as long; were the time quadratic, it would take nine hundred. */
const mostGrowth = 240;
const rounds = 10;

describe('reading and searching a text', () => {
  const dictionary = compileTerms('x', ['blue heron', 'nightingale', 'bluebluebluebluebird']);

  const search = (kind: FieldKind, value: string): void => {
    const text = inspectText(value, kind);
    detectAll(text);
    dictionary.find(text);
  };
  /** Processor time of this thread, in microseconds: unlike the clock's, it is no other process's. */
  const microseconds = (run: () => void): number => {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };

  it.each(hostile)('takes time linear in %s of %j', (kind, piece) => {
    const [few, many] = [short, long].map((length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
    const repeated = () => {
      for (let round = 0; round < rounds; round++) search(kind, few ?? '');
    };
    repeated();
    const once = Math.max(100, microseconds(repeated) / rounds);
    const thirty = Math.min(
      microseconds(() => search(kind, many ?? '')),
      microseconds(() => search(kind, many ?? '')),
    );
    expect(thirty / once).toBeLessThan(mostGrowth);
  });
});
