import { stripVTControlCharacters } from 'node:util';
import { table } from '../../demo/table.ts';
import { width } from '../../demo/text.ts';

describe('the table of the demo', () => {
  const long = 'a text that is much longer than any column is wide and goes on and on until somebody cuts it off';
  const row = { author: 'mia', text: long, zone: 'addressed', verdict: 'redact', why: long, outside: long } as const;

  it('fits 120 columns', () => {
    const lines = stripVTControlCharacters(table([row, { ...row, text: 'x'.repeat(200) }])).split('\n');
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(120);
  });

  it('keeps its columns under each other', () => {
    const [head, , ...lines] = stripVTControlCharacters(table([row, row])).split('\n');
    const at = head!.indexOf('zone');
    expect(lines.filter((line) => line.indexOf('addressed') === at)).toHaveLength(2);
  });

  it('says with an ellipsis where a text is cut', () => {
    expect(stripVTControlCharacters(table([row]))).toMatch(/…/);
  });
});
