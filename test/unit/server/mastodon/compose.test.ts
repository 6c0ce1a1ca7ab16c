import { compose, type FindActor } from '../../../../server/mastodon/text/compose.ts';

const origin = 'https://acme.example';
const find: FindActor = async (acct) =>
  acct === 'ben' || acct === 'ada@far.example' ? { href: `https://x.example/${acct}`, acct } : undefined;
const html = async (text: string) => (await compose(text, origin, find)).html;

describe('composing', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['a\nb\n\n\nc', '<p>a<br>b</p><p>c</p>'],
    ['a & b < c "d"', '<p>a &#38; b &#60; c &#34;d&#34;</p>'],
    ['me@ben.example', '<p>me@ben.example</p>'],
    ['@nobody', '<p>@nobody</p>'],
    ['a#b #1', '<p>a#b #1</p>'],
    ['javascript:alert(1)', '<p>javascript:alert(1)</p>'],
    ['(https://a.example/x).', '<p>(<a href="https://a.example/x">https://a.example/x</a>).</p>'],
    ['https://a.example/"onclick=x', '<p><a href="https://a.example/">https://a.example/</a>&#34;onclick=x</p>'],
  ])('makes %j safe HTML', async (text, expected) => {
    expect(await html(text)).toBe(expected);
  });

  it('names those who are mentioned and the hashtags once each', async () => {
    const { tags } = await compose('@ben. @ben and @ada@far.example: #Ünited #Ünited', origin, find);
    expect(tags).toEqual([
      { type: 'Mention', name: '@ben', href: 'https://x.example/ben' },
      { type: 'Mention', name: '@ada@far.example', href: 'https://x.example/ada@far.example' },
      { type: 'Hashtag', name: '#Ünited', href: `${origin}/tags/%C3%BCnited` },
    ]);
  });

  it('takes time in proportion to the text, whatever it is made of', async () => {
    for (const piece of ['@', '#', 'https://', '@a.', 'http://a.']) {
      const began = performance.now();
      await html(piece.repeat(5000 / piece.length));
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });
});
