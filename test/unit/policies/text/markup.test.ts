import fc from 'fast-check';
import { parsedMarkup } from '../../../../policies/text/html/parsed-markup.ts';
import { simpleMarkup } from '../../../../policies/text/html/simple-markup.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { identityView, type TextView } from '../../../../policies/text/text-view.ts';

const plainOf = (html: string): string => inspectText(html, 'html').views[0]?.text ?? '';

const readings: readonly (readonly [html: string, text: string])[] = [
  ['<p>one</p><p>two</p>', '\none\n\ntwo\n'],
  ['a<br>b<br/>c<BR >d', 'a\nb\nc\nd'],
  ['a<b>b</b><i>c</i><wbr>d<!-- x -->e', 'abcde'],
  ['&lt;b&gt; &amp;amp; &#65;&#x42;&nbsp;&hellip;', '<b> &amp; AB\u00a0…'],
  ['a & b &c; &copy &notit;', 'a & b &c; © ¬it;'],
  ['1 < 2 > 3', '1 < 2 > 3'],
  ['<script>a("b")</script>c', 'a("b")c'],
  ['<textarea><b>x</b></textarea>', '\n<b>x</b>\n'],
  ['<p>open <b>never closed', '\nopen never closed'],
  ['', ''],
  ['a</b c', 'a c'],
];

describe('the plain reading of HTML', () => {
  it.each(readings)('of %s', (html, text) => expect(plainOf(html)).toBe(text));

  it('leads back to where each character stood', () => {
    const html = '<p>x&amp;y<b>z</b></p>';
    const view = inspectText(html, 'html').views[0];
    expect(view?.text).toBe('\nx&yz\n');
    expect([1, 2, 3, 4].map((at) => view?.span(at, at + 1)).map((span) => html.slice(span?.start, span?.end))).toEqual([
      'x',
      '&amp;',
      'y',
      'z',
    ]);
  });
});

const words = fc.constantFrom('one', 'two &amp; three', 'R&D', 'a > b', '&quot;x&#39;', '&lt;b', 'é🎉', '', ' ');
const tags = fc.constantFrom(
  ...['<p>', '</p>', '<br>', '<br />', '<b>', '</b>', '<span class="h-card">', '</span>', '</a>', '<ul><li>'],
  ...[
    '<a href="https://a.example/x?y=1" rel="nofollow noopener" target="_blank">',
    '<a class="u-url mention" href="/@a">',
  ],
  ...['<img src="/a.png" alt="two words">', '<p lang="de" dir="ltr">', '<code>', '<blockquote>', '<h2>', '<hr/>'],
);
const tidy = fc.array(fc.oneof(words, tags), { maxLength: 20 }).map((parts) => parts.join(''));
const soup = fc
  .array(
    fc.oneof(
      words,
      tags,
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '</',
        '<!--',
        '-->',
        '<!',
        '<?php',
        ']]>',
        '<![CDATA[',
        '=',
        '/>',
        '&#5',
      ),
      fc.constantFrom('<script>', '</script>', '<style>', '<title>', '<svg>', '<b hidden>', '<i style="display:none">'),
      fc.constantFrom(
        '<p title="',
        "<a href='",
        '<x-y z=',
        '<bdo dir=rtl>',
        '</bdo>',
        '<textarea>',
        '<plaintext>',
        '\0',
      ),
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''));

/** What a view says and where it says it comes from. */
const content = (view: TextView): unknown => [
  view.text,
  Array.from({ length: view.text.length }, (_, at) => view.span(at, at + 1)),
];

describe('the short way through plain HTML', () => {
  it('reads what the full tokeniser reads, unit by unit', () => {
    fc.assert(
      fc.property(tidy, (html) => {
        const short = simpleMarkup(identityView(html));
        if (short === undefined) return;
        expect(content(short.text)).toEqual(content(parsedMarkup(identityView(html)).text));
      }),
    );
  });

  it('is taken by ordinary posts', () => {
    const post =
      '<p>Hello <span class="h-card"><a href="https://a.example/@b" class="u-url mention">@<span>b</span></a></span>, ' +
      'it&#39;s out!<br>See <a href="https://a.example/x" rel="nofollow noopener noreferrer" target="_blank">here</a></p>';
    expect(simpleMarkup(identityView(post))?.text.text).toBe("\nHello @b, it's out!\nSee here\n");
  });

  it('leaves everything unusual to the full tokeniser', () => {
    for (const html of [
      '<P>x</P>',
      "<p title='x'>",
      '<p style="x">',
      '<p onclick="x">',
      '<x-y>',
      '<!-- -->',
      '<p',
      '&eacute;',
    ]) {
      expect(simpleMarkup(identityView(html))).toBeUndefined();
    }
  });
});

describe('HTML of any sort', () => {
  it('has no place that goes unread', () => {
    const canary = 'qzxcanaryxzq';
    fc.assert(
      fc.property(soup, fc.nat(), (html, place) => {
        const at = place % (html.length + 1);
        const value = html.slice(0, at) + canary + html.slice(at);
        const { views } = inspectText(value, 'html');
        expect(views.some(({ text }) => text.toLowerCase().includes(canary))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives spans that lie inside the value, in order', () => {
    fc.assert(
      fc.property(soup, (value) => {
        for (const view of inspectText(value, 'html').views) {
          for (let at = 0; at < view.text.length; at++) {
            const { start, end } = view.span(at, at + 1);
            expect(start >= 0 && start <= end && end <= value.length).toBe(true);
          }
        }
      }),
    );
  });
});
