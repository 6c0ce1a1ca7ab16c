import fc from 'fast-check';
import { redact } from '../../../../policies/actions/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';

const card = (start: number, end: number) => ({ entity: 'payment-card', start, end });

/** A value in which `⟦` and `⟧` mark what is to be taken out. */
function marked(source: string): { value: string; spans: { entity: string; start: number; end: number }[] } {
  const spans: { entity: string; start: number; end: number }[] = [];
  let value = '';
  let start = 0;
  for (const character of source) {
    if (character === '⟦') start = value.length;
    else if (character === '⟧') spans.push(card(start, value.length));
    else value += character;
  }
  return { value, spans };
}

describe('redaction of text', () => {
  it.each([
    ['refund ⟦4111 1111⟧ now', 'refund [payment card removed] now'],
    ['⟦4111⟧', '[payment card removed]'],
    ['⟦4111⟧ and ⟦4222⟧', '[payment card removed] and [payment card removed]'],
    ['a < b &amp; ⟦4111⟧', 'a < b &amp; [payment card removed]'],
    ['nothing', 'nothing'],
  ])('"%s" leaves "%s"', (source, expected) => {
    const { value, spans } = marked(source);
    expect(redact(value, 'text', spans)).toBe(expected);
  });

  it.each([
    ['email', '[e-mail address removed]'],
    ['phone', '[phone number removed]'],
    ['term', '[internal name removed]'],
    ['record', '[personal detail removed]'],
    ['document', '[internal text removed]'],
    ['secret', '[secret removed]'],
    ['driver-licence', '[driver licence removed]'],
    ['<script>', '[script removed]'],
    ['***', '[text removed]'],
  ])('names a %s as %s', (entity, label) => {
    expect(redact('abc', 'text', [{ entity, start: 0, end: 3 }])).toBe(label);
  });

  it('takes out overlapping spans as one and ignores what lies outside the value', () => {
    expect(redact('abcdef', 'text', [card(3, 5), card(1, 4), card(9, 12), card(2, 2)])).toBe(
      'a[payment card removed]f',
    );
    expect(redact('abc', 'text', [card(-2, 9)])).toBe('[payment card removed]');
  });

  it('never leaves half a character', () => {
    expect(redact('a😀b', 'text', [card(2, 4)])).toBe('a[payment card removed]');
    expect(redact('a😀b', 'text', [card(0, 2)])).toBe('[payment card removed]b');
  });

  it.each(['url', 'address', 'media', 'number'] as const)('empties a value of kind %s', (kind) => {
    expect(redact('https://example.org/4111', kind, [card(20, 24)])).toBe('');
    expect(redact('https://example.org/4111', kind, [])).toBe('https://example.org/4111');
  });
});

describe('redaction of HTML', () => {
  it.each([
    ['<p>refund ⟦4111⟧ now</p>', '<p>refund [payment card removed] now</p>'],
    ['<p>⟦4111 <b>1111</b> 1111⟧ x</p>', '<p>[payment card removed]<b></b> x</p>'],
    ['<p>⟦4111 <b>11⟧11</b></p>', '<p>[payment card removed]<b>11</b></p>'],
    ['<p><b>41⟦11</b> 1111⟧</p>', '<p><b>41[payment card removed]</b></p>'],
    ['<p>⟦4111</p><p>1111⟧</p>', '<p>[payment card removed]</p><p></p>'],
    ['<p>⟦4111<br>1111⟧</p>', '<p>[payment card removed]<br></p>'],
    ['<p>⟦4111&nbsp;1111⟧</p>', '<p>[payment card removed]</p>'],
    ['<p>&#5⟦2;111⟧</p>', '<p>[payment card removed]</p>'],
    ['<p>⟦4111 <!-- 1111 --> 1111⟧</p>', '<p>[payment card removed]</p>'],
    ['<p>x<!-- ⟦4111⟧ --></p>', '<p>x[payment card removed]</p>'],
    ['<p>⟦4111 <a href="https://example.org/1111">1111</a>⟧</p>', '<p>[payment card removed]<a></a></p>'],
    ['<p><a href="https://example.org/⟦4111⟧" title="4111">here</a></p>', '<p><a>[payment card removed]here</a></p>'],
    ['<p><img alt="⟦4111⟧" src="x">y</p>', '<p>[payment card removed]y</p>'],
    ['<p>⟦4111<x4111-1111>1111⟧</p>', '<p>[payment card removed]</p>'],
    ['<p>a</p ⟦4111⟧><p>b</p>', '<p>a</p><p>b</p>'],
    ['<p>a<a title="⟦4111⟧', '<p>a[payment card removed]'],
    ['<p>a &amp; b ⟦4111⟧ &lt;i&gt;</p>', '<p>a &amp; b [payment card removed] &lt;i&gt;</p>'],
  ])('"%s" leaves "%s"', (source, expected) => {
    const { value, spans } = marked(source);
    expect(redact(value, 'html', spans)).toBe(expected);
  });

  const pieces = [
    '<p>',
    '</p>',
    '<b class="x">',
    '</b>',
    '<br>',
    '&amp;',
    '&#x34;',
    '<!-- c -->',
    ' ',
    'a',
    '41',
    '😀',
    '<',
    '>',
    '"',
    '<a href="u">',
    '</a>',
    '<img alt="q">',
    '<!',
  ];
  const source = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(''));
  const spans = fc.array(
    fc.tuple(fc.nat(80), fc.nat(20)).map(([start, length]) => card(start, start + length)),
    { maxLength: 3 },
  );

  it('takes out everything that stood in a span and leaves everything else that is read', () => {
    fc.assert(
      fc.property(source, spans, (value, cuts) => {
        const inside = (index: number) => cuts.some(({ start, end }) => index >= start && index < end);
        const view = inspectText(value, 'html').views[0];
        const redacted = inspectText(redact(value, 'html', cuts), 'html').views[0]?.text.replaceAll(
          /\[payment card removed\]/g,
          '',
        );
        const left = (redacted?.match(/[a1]/g) ?? []).length;
        const outside = [...(view?.text ?? '').matchAll(/[a1]/g)].filter(
          ({ index }) => !inside(view?.span(index, index + 1).start ?? 0),
        );
        expect(left).toBe(outside.length);
      }),
      { numRuns: 500 },
    );
  });

  it('never opens an element that it does not close', () => {
    const balanced = fc.array(
      fc.constantFrom('<b>41</b>', '<p>a&amp;b</p>', '<a href="41">x</a>', 'text', '<!-- 41 -->', '<i><b>4</b>1</i>'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        balanced.map((parts) => parts.join('')),
        spans,
        (value, cuts) => {
          const redacted = redact(value, 'html', cuts);
          const opened = redacted.match(/<[a-z][^>]*>/g) ?? [];
          const closed = redacted.match(/<\/[a-z]+>/g) ?? [];
          expect(opened.length).toBe(closed.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['keep-last-4', 'remove'],
    ['remove', 'keep-last-4'],
  ] as const)('is the stricter one where %s and %s overlap', (first, second) => {
    const spans = [
      { entity: 'iban', start: 2, end: 12, redaction: first },
      { entity: 'phone', start: 6, end: 18, redaction: second },
    ];
    expect(redact('x DE89370400440532 y', 'text', spans)).toBe('x  y');
  });
});
