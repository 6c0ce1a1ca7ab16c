import fc from 'fast-check';
import { deepestNesting, inspectText, longestValue } from '../../../../policies/text/inspected.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function nested(text: string, depth: number): string {
  return depth === 0 ? text : nested(base64(text), depth - 1);
}

describe('a value that can’t be read to the end', () => {
  it('is unreadable where it is too long', () => {
    expect(inspectText('x'.repeat(longestValue), 'text').unreadable).toBeUndefined();
    const { unreadable, views } = inspectText('x'.repeat(longestValue + 1), 'text');
    expect([unreadable, views.length]).toEqual(['too-long', 0]);
  });

  it('is unreadable where it is encoded too often', () => {
    expect(inspectText(nested('4111111111111111', deepestNesting), 'text').unreadable).toBeUndefined();
    expect(inspectText(nested('4111111111111111', deepestNesting + 1), 'text').unreadable).toBe('nested-too-deep');
    expect(inspectText(`%${'25'.repeat(deepestNesting + 1)}34`, 'url').unreadable).toBe('nested-too-deep');
  });

  it('is unreadable where its readings grow without measure', () => {
    const value = `%${'25'.repeat(5)}41 &${'amp;'.repeat(5)}#65; =${'3D'.repeat(5)}41`;
    const { unreadable, views } = inspectText(value, 'text');
    expect(unreadable).toBe('expands-too-much');
    expect(views.length).toBeLessThanOrEqual(64);
  });
});

describe('an ordinary value', () => {
  it('has one reading, which is the value itself', () => {
    const { views, unreadable } = inspectText('just a line, no more', 'text');
    expect(views.map(({ text, folded }) => [text, folded.text])).toEqual([
      ['just a line, no more', 'just a line, no more'],
    ]);
    expect(unreadable).toBeUndefined();
  });

  it('keeps its letter case and its line breaks when it is folded', () => {
    const [view] = inspectText('Ｂlue\u2028Ｈeron—“ü” ﬁn', 'text').views;
    expect(view?.folded.text).toBe('Blue\nHeron-"u" fin');
  });

  it('keeps what no Latin letter looks like', () => {
    const [view] = inspectText('計画は順調、ありがとう 한국어 🎉', 'text').views;
    expect(view?.folded.text).toBe('計画は順調,ありかとう 한국어 🎉');
  });
});

describe('spans', () => {
  it('of any view of any text lie inside the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        for (const { folded } of inspectText(value, 'text').views) {
          for (let at = 0; at < folded.text.length; at++) {
            const { start, end } = folded.span(at, at + 1);
            expect(start >= 0 && start < end && end <= value.length).toBe(true);
          }
        }
      }),
    );
  });
});
