import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { safeHtml } from '../../../../federation/inbox/sanitise.ts';
import { inboundLimits } from '../../../../federation/limits.ts';

const file = join(import.meta.dirname, '../../../fixtures/html/hostile.txt');
const corpus = readFileSync(file, 'utf8').split('\n').filter(Boolean);

const tags = new Set(
  'p br a span del s pre code em strong b i u ul ol li blockquote h1 h2 h3 h4 h5 h6 ruby rt rp'.split(' '),
);
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel', 'class', 'translate'],
  span: ['class', 'translate'],
  ol: ['start', 'reversed'],
  li: ['value'],
};
const classes = /^(?:(?:mention|hashtag|u-url|h-[\w-]+|invisible|ellipsis)(?: |$))*$/;

/** What another reader of the markup finds that could do something there, or that no post is made of. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, given) {
      if (!tags.has(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(given)) {
        if (!attributes[name]?.includes(attribute)) found.push(`${name} ${attribute}`);
        if (attribute === 'class' && !classes.test(value)) found.push(`class ${value}`);
        if (attribute === 'href' && !leadsSomewhere(value)) found.push(`href ${value}`);
      }
    },
    oncomment: () => void found.push('comment'),
    onprocessinginstruction: () => void found.push('instruction'),
  });
  parser.end(html);
  return found;
}

/** An address that a browser opens as a page, a letter or a chat; relative ones stay on this server. */
function leadsSomewhere(href: string): boolean {
  if (!URL.canParse(href, 'https://portico.example/')) return true;
  return /^(?:https?|mailto|xmpp|gemini|matrix):$/.test(new URL(href, 'https://portico.example/').protocol);
}

describe('hostile markup', () => {
  it.each(corpus)('%s has nothing in it afterwards that could do anything', async (html) => {
    const clean = await safeHtml(html);
    expect(dangers(clean)).toEqual([]);
    expect(await safeHtml(clean)).toBe(clean);
  });

  it('has nothing left whichever way its pieces are put together', async () => {
    const pieces = corpus.flatMap((html) => html.split(/(?=[<>"'&= ])/));
    const put = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(put, async (html) => dangers(await safeHtml(html)).length === 0),
      { numRuns: 3_000 },
    );
  });

  it.each(corpus)('%s is words alone where it comes with too many tags', async (html) => {
    const clean = await safeHtml('&'.repeat(inboundLimits.tags + 1) + html);
    expect(dangers(clean)).toEqual([]);
    expect(clean).not.toMatch(/[<>]/);
  });

  it('is told apart by this check from what is harmless', () => {
    expect(dangers('<p>x <a href="https://x.example/" class="mention u-url">y</a></p>')).toEqual([]);
    for (const html of ['<img>', '<p onclick=x>', '<a href="java&#10;script:x">', '<!-- x -->', '<a class="x">'])
      expect(dangers(html)).toHaveLength(1);
  });
});
