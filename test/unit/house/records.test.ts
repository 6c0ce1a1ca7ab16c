import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const records = readdirSync(join(root, 'docs/adr')).filter((name) => !name.startsWith('0000'));
const rules = ['.dependency-cruiser.mjs', 'test/unit/house/source-rules.ts'].map((path) =>
  readFileSync(join(root, path), 'utf8'),
);

/** What stands in backticks in a text. */
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].flatMap(([, word]) => word ?? []);

describe.each(records)('the decision %s', (name) => {
  const text = readFileSync(join(root, 'docs/adr', name), 'utf8');
  const check = text.split('## Check\n')[1] ?? '';

  it('has a number, a status and every part', () => {
    expect(text).toMatch(
      new RegExp(`^# ${name.slice(0, 4)}: .+\\n\\nStatus: (proposed|accepted|superseded by \\d{4})\\n`),
    );
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Decision',
      'Consequences',
      'Check',
    ]);
  });

  it('names checks that are there', () => {
    const named = quoted(check);
    const absent = named.filter((word) =>
      /[/.]/.test(word)
        ? !existsSync(join(root, word))
        : /^[a-z]+(-[a-z]+)+$/.test(word) && !rules.some((text) => text.includes(`'${word}'`)),
    );
    expect({ named: named.length > 0, absent }).toEqual({ named: true, absent: [] });
  });
});

it('every document of the root leads to files that are there', () => {
  for (const document of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'FEDERATION.md', 'CHANGELOG.md']) {
    const text = readFileSync(join(root, document), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].flatMap(([, path]) => path ?? []);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
});
