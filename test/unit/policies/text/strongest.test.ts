import { strongest } from '../../../../policies/text/strongest.ts';

const phone = (start: number, end: number, confidence: number) => ({ entity: 'phone', start, end, confidence });

describe('matches that overlap', () => {
  it('leave the surest of a kind, whichever comes first', () => {
    const [unsure, sure] = [phone(0, 9, 68), phone(2, 12, 88)];
    expect(strongest([unsure, sure])).toEqual([sure]);
    expect(
      strongest([
        { ...sure, start: 0 },
        { ...unsure, start: 2 },
      ]),
    ).toEqual([{ ...sure, start: 0 }]);
  });

  it('stay side by side where they are of two kinds, and where they only touch', () => {
    const iban = { entity: 'iban', start: 0, end: 9, confidence: 95 };
    const schemes = ['at-svnr', 'dk-cpr'].map((scheme) => ({ ...phone(0, 9, 88), scheme }));
    expect(strongest([phone(0, 9, 68), iban])).toHaveLength(2);
    expect(strongest(schemes)).toHaveLength(2);
    expect(strongest([phone(0, 9, 68), phone(9, 12, 88)])).toHaveLength(2);
  });
});
