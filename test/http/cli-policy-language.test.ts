import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/portico/run-cli.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-cli-language-'));
  mkdirSync(join(folder, 'exceptions'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files: Readonly<Record<string, string>> = {
  'cards.yaml': 'policy: cards\nmatch: { entity: payment-card }\naction: block\n',
  'nights.yaml': `policy: nights
scope:
  roles: [employee]
  activities: [Create]
  hours: { from: "22:00", to: "06:00", zone: UTC }
  except: { domains: [partner.example] }
match: { pattern: '(?i)contract', near: { entity: email } }
action: confirm
`,
  'pay.yaml': 'policy: pay\nmatch: { pattern: salary }\naction: downgrade\n',
  'milder.yaml': 'policy: milder\nmatch: { entity: payment-card, count: 2 }\naction: redact\nredaction: mask\n',
  'exceptions/tests.yaml': `exception: test-cards
policy: cards
owner: jane@acme.example
reason: A published test number.
expires: 2020-01-01
terms: ["4111 1111 1111 1111"]
`,
};

const night = ['--at', '2026-11-23T23:00Z'];
const contract = { text: 'the contract, ask anna@example.net' };

async function verdict(line: object, ...args: string[]): Promise<unknown> {
  const { stdout } = await runCli(['policy', 'scan', '--policies', folder, ...args], {
    input: `${JSON.stringify(line)}\n`,
  });
  return (JSON.parse(stdout) as { verdict: unknown }).verdict;
}

describe('policy check on the language', () => {
  it('lists exceptions and warns of what is hardly meant, with its place', async () => {
    const { code, stdout } = await runCli(['policy', 'check', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('exception test-cards from cards until 2020-01-01 (jane@acme.example)');
    expect(stdout).toContain('exceptions/tests.yaml:5:10: the exception `test-cards` has expired');
    expect(stdout).toContain('milder.yaml:2:8: the policy changes nothing: `cards` matches all of it');
  });

  it('refuses a set with a mistake, at its place and with what was meant', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'portico-cli-broken-'));
    writeFileSync(
      join(broken, 'x.yaml'),
      "policy: x\nscope: { actvities: [Create] }\nmatch: { pattern: '(?=a)b' }\naction: block\n",
    );
    writeFileSync(join(broken, 'y.yaml'), "policy: y\nmatch: { pattern: '(?=a)b' }\naction: block\n");
    const { code, stdout } = await runCli(['policy', 'check', broken]);
    rmSync(broken, { recursive: true, force: true });
    expect(code).toBe(1);
    expect(stdout).toContain('x.yaml:2:10: unknown key `actvities` (did you mean `activities`?)');
    expect(stdout).toMatch(/y\.yaml:2:19: the pattern goes wrong at character 1: .*no look-around/);
  });
});

describe('policy scan on the language', () => {
  it.each<[string, string[], string]>([
    ['a night', night, 'confirm'],
    ['a day', ['--at', '2026-11-23T12:00Z'], 'allow'],
    ['another role', [...night, '--role', 'corporate'], 'allow'],
    ['another activity', [...night, '--activity', 'Update'], 'allow'],
    ['a partner', [...night, '--zone', 'addressed', '--domain', 'partner.example'], 'allow'],
    [
      'a partner and somebody else',
      [...night, '--zone', 'addressed', '--domain', 'partner.example', '--domain', 'b.example'],
      'confirm',
    ],
  ])('decides for %s', async (_, args, expected) => {
    expect(await verdict(contract, ...args)).toBe(expected);
  });

  it('knows a downgrade, and an exception that has ended', async () => {
    expect(await verdict({ text: 'my salary' })).toBe('downgrade');
    const card = { text: 'card 4111 1111 1111 1111' };
    expect(await verdict(card)).toBe('block');
    expect(await verdict(card, '--at', '2019-12-31T23:59Z')).toBe('allow');
  });

  it('refuses a time that is none', async () => {
    expect((await runCli(['policy', 'scan', '--at', 'soon'])).code).toBe(2);
  });
});
