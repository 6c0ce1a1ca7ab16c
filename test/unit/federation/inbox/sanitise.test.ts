import { sanitised } from '../../../../federation/inbox/sanitise.ts';
import { inboundLimits } from '../../../../federation/limits.ts';

async function clean(content: string): Promise<string> {
  const node = await sanitised({ id: 'x', type: 'Note', content: [content] });
  return (node['content'] as string[])[0] as string;
}

describe('HTML of another server', () => {
  it.each([
    [
      '<p>hello <a href="https://a.example/" class="mention">ada</a></p>',
      '<p>hello <a href="https://a.example/" class="mention" rel="nofollow noopener noreferrer">ada</a></p>',
    ],
    ['<script>alert(1)</script>after', 'after'],
    ['<img src=x onerror=alert(1)>text', 'text'],
    ['<a href="javascript:alert(1)">x</a>', '<a rel="nofollow noopener noreferrer">x</a>'],
    ['<a href="java&#10;script:alert(1)">x</a>', '<a rel="nofollow noopener noreferrer">x</a>'],
    ['<p onclick="x()" style="position:fixed">text</p>', '<p>text</p>'],
    ['<xmp><script>alert(1)</script></xmp>text', 'text'],
    ['<svg><script>alert(1)</script></svg>', ''],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>', ''],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>', ''],
    ['<span class="evil invisible">x</span>', '<span class="invisible">x</span>'],
  ])('keeps of %s only what can do nothing', async (given, expected) => {
    expect(await clean(given)).toBe(expected);
    expect(await clean(expected)).toBe(expected);
  });

  it('keeps as many tags and entities of one document as its limit allows, and of a text beyond them the words', async () => {
    const most = inboundLimits.tags;
    const texts = async (...given: string[]) =>
      (await sanitised({ id: 'x', type: 'Note', content: given }))['content'] as string[];
    const full = '&amp;<b>'.repeat((most - 2) / 2);
    expect((await texts(full, '<i>y</i>'))[1]).toBe('<i>y</i>');
    const [first, second] = await texts(full, '<i onclick=x>y</i>&lt;<script');
    expect(first).toContain('<b>');
    expect(second).toBe('y&lt;');
  });

  it('cleans every language, and what lies deeper', async () => {
    const node = await sanitised({
      id: 'x',
      type: 'Create',
      object: [
        {
          id: 'y',
          type: 'Note',
          contentMap: { de: '<b onclick=x>a</b><script>b</script>' },
          summary: ['<script>c</script>d'],
        },
      ],
    });
    expect(node['object']).toEqual([{ id: 'y', type: 'Note', contentMap: { de: '<b>a</b>' }, summary: ['d'] }]);
  });
});
