import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commands } from '../../server/cli/commands.ts';
import { runCli } from '../support/portico/run-cli.ts';

describe('the command line', () => {
  it('lists its commands', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of Object.keys(commands)) expect(stdout).toContain(`  ${name}\n`);
  });

  it.each(Object.keys(commands))('explains `%s`', async (name) => {
    const { code, stdout, stderr } = await runCli([...name.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^usage: portico ${name}`));
  });

  it.each([
    [[], 'no command is given; see `portico --help`'],
    [['acter', 'add'], 'there is no command `acter add`; see `portico --help`'],
    [['actor'], 'there is no command `actor`; see `portico --help`'],
    [['actor', 'add'], 'it takes 1 argument and got 0; see `portico actor add --help`'],
    [['doctor', 'now'], 'it takes no arguments and got 1; see `portico doctor --help`'],
    [
      ['actor', 'add', 'anna', '--kind', 'robot'],
      '`robot` is not a kind of account: use employee, corporate, community, service',
    ],
    [['actor', 'add', 'anna', '--role', 'boss'], '`boss` is not a role; see `portico actor add --help`'],
    [['actor', 'add', 'anna', '--colour', 'red'], 'unknown option `--colour`; see `portico actor add --help`'],
    [
      ['token', 'issue', 'anna', '--scope', 'everything'],
      '`everything` is not a list of scopes; see `portico token issue --help`',
    ],
    [
      ['token', 'issue', 'anna', '--scope'],
      'option `--scope <value>` argument missing; see `portico token issue --help`',
    ],
    [['policy', 'scan', '--zone', 'moon'], '`moon` is not a zone outside; see `portico policy scan --help`'],
  ])('answers wrong usage %j with one line and exit code 2', async (args, line) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr: `portico: ${line}\n` });
  });

  it('answers wrong usage in JSON where asked to', async () => {
    const { code, stderr } = await runCli(['actor', 'add', '--json']);
    expect({ code, error: JSON.parse(stderr) }).toEqual({
      code: 2,
      error: { error: 'it takes 1 argument and got 0; see `portico actor add --help`' },
    });
  });

  it('is described whole in docs/running.md', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/running.md'), 'utf8');
    // A row describes one command, or several in turn; `delivery retry\\|drop` are two.
    const described = page
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((row) => row.match(/`[^`]+`/g) ?? [])
      .flatMap((code) => {
        const [, room = '', acts = ''] = /^`([a-z]+)(?: ([a-z-]+(?:\\\|[a-z-]+)*))?/.exec(code) ?? [];
        return acts === '' ? [room] : acts.split('\\|').map((act) => `${room} ${act}`);
      });
    expect(Object.keys(commands).filter((name) => !described.includes(name))).toEqual([]);
  });

  it('names every wrong setting, one line each', async () => {
    const env = { PORTICO_PORT: 'x', PORTICO_ROLE: 'y' };
    for (const args of [['start'], ['actor', 'add', 'anna'], ['token', 'issue', 'anna']]) {
      const { code, stdout, stderr } = await runCli(args, { env });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toEqual([
        'portico: PORTICO_PORT is `x`: use a number from 0 to 65535',
        'portico: PORTICO_ROLE is `y`: use `all`, `web` or `worker`',
      ]);
    }
  });
});
