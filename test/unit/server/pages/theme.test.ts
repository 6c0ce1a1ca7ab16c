import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTheme } from '../../../../server/pages/theme.ts';
import { CorporateSite } from '../../../support/site/corporate-site.ts';

const origin = 'https://community.acme.example';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-theme-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(yaml: string, files: Readonly<Record<string, string>> = {}) {
  for (const [name, text] of Object.entries({ ...files, 'theme.yaml': yaml })) writeFileSync(join(folder, name), text);
  return readTheme(folder, origin);
}

describe('the theme', () => {
  it('is plain, under the name of the server, where there is no folder', async () => {
    const outcome = await readTheme(undefined, origin);
    expect(outcome).toMatchObject({ kind: 'theme', theme: { name: 'community.acme.example', conversation: 'open' } });
  });

  it('serves its files under names of their content, colours first and its own rules last', async () => {
    const outcome = await read(
      '{ logo: logo.svg, colours: { accent: "light-dark(#0b5f4a, #7fd6b8)" }, css: more.css }',
      {
        'logo.svg': '<svg/>',
        'more.css': '.brand { color: red }',
      },
    );
    if (outcome.kind === 'invalid') throw new Error(outcome.reason);
    const { logo, style, files } = outcome.theme;
    expect(logo).toMatch(/^\/theme\/[0-9a-f]{12}-logo\.svg$/);
    const sheet = Buffer.from(files.get(style ?? '')?.bytes ?? []).toString();
    expect(sheet).toMatch(/--accent:light-dark\(#0b5f4a, #7fd6b8\);\}\n\.brand/);
  });

  it("is the sample organisation's", async () => {
    expect(await readTheme(CorporateSite.theme, origin)).toMatchObject({ kind: 'theme' });
  });

  it.each([
    ['colours:\n  accent: light-dark(#0b5f4a, #7fd6b8)', '/colours/accent'],
    ['colours: { accent: "red;} body{display:none" }', '/colours/accent'],
    ['colours: { accent: "url(https://elsewhere.example/)" }', '/colours/accent'],
    ['logo: ../../secret.svg', '/logo'],
    ['logo: missing.svg', "can't be read"],
    ['css: theme.js', '/css'],
    ['links: [{ label: x, url: "javascript:alert(1)" }]', '/links/0/url'],
    ['nmae: Acme', 'must NOT have additional properties'],
    ['[', 'is no YAML'],
  ])('says where it is wrong: %s', async (yaml, where) => {
    const outcome = await read(yaml);
    expect(outcome).toMatchObject({ kind: 'invalid', reason: expect.stringContaining(where) });
  });
});
