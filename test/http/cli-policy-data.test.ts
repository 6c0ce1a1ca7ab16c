import { runCli } from '../support/portico/run-cli.ts';

const folder = 'test/fixtures/policies';

const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('a policy folder with records and documents', () => {
  it('is checked with its examples', async () => {
    const { code, stdout, stderr } = await runCli(['policy', 'check', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2 policies, every example holds');
    expect(stdout).not.toContain('[warning]');
  });

  it('decides what is scanned, in whatever way it is written, and repeats none of it', async () => {
    const input = [
      'Ferrant, Jonas lives in Oslo',
      'lucja SZCZESNA is k.d.7.7.1.2.2',
      'Ines Brightwater lives in Oslo',
      'the works council hears of it in the second week of May, they say',
      'lunch in Oslo',
    ].map((text) => JSON.stringify({ text }));
    const { code, stdout } = await runCli(['policy', 'scan', '--policies', folder], { input: `${input.join('\n')}\n` });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/Ferrant|SZCZESNA|council/);
    expect(lines(stdout)).toMatchObject([
      {
        verdict: 'block',
        findings: [
          { entity: 'record', policy: 'customers', scheme: 'customers', field: '/text', start: 0, end: 14 },
          { entity: 'record', start: 24, end: 28 },
        ],
      },
      {
        verdict: 'block',
        findings: [
          { start: 0, end: 14 },
          { start: 18, end: 31 },
        ],
      },
      { verdict: 'allow', findings: [] },
      { verdict: 'hold', findings: [{ entity: 'document', policy: 'board-deck', scheme: 'board-deck' }] },
      { verdict: 'allow', findings: [] },
    ]);
  });

  it('names what its records and documents find', async () => {
    const input = '{"text":"KD-77121 is jonas.ferrant@quay.example"}\n';
    const { stdout } = await runCli(['policy', 'detect', '--policies', folder], { input });
    expect(lines(stdout)).toMatchObject([
      { findings: expect.arrayContaining([expect.objectContaining({ entity: 'record', scheme: 'customers' })]) },
    ]);
  });
});
