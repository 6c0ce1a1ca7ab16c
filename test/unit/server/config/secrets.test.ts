import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Config, toConfig } from '../../../../server/config/config.ts';
import { readEnv } from '../../../../server/config/env.ts';
import { type Secrets, toSecrets } from '../../../../server/config/secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function outcomeOf(source: Record<string, string>) {
  const env = readEnv({ PORTICO_DATA: join(folder, 'data'), ...source });
  const outcome = toConfig(env, folder);
  if (outcome.kind !== 'ok') throw new Error(outcome.problems.join('\n'));
  return toSecrets(env, outcome.config satisfies Config);
}

function secretsOf(source: Record<string, string> = {}): Secrets {
  const outcome = outcomeOf(source);
  if (outcome.kind !== 'ok') throw new Error(outcome.problem);
  return outcome.secrets;
}

function problemOf(source: Record<string, string> = {}): string {
  const outcome = outcomeOf(source);
  return outcome.kind === 'invalid' ? outcome.problem : '';
}

const given = 'correct horse battery staple, twice over';

describe('the secret', () => {
  it('is made in the data folder, readable by its owner alone, and found again', () => {
    const first = secretsOf();
    expect(first.source).toBe('data-folder');
    expect(statSync(join(folder, 'data/secret')).mode & 0o777).toBe(0o600);
    expect(secretsOf().tokens).toEqual(first.tokens);
    expect(readdirSync(join(folder, 'data'))).toEqual(['secret']);
  });

  it('comes from the environment or from a file, and gives the same keys', () => {
    const file = join(folder, 'secret.txt');
    writeFileSync(file, `${given}\n`);
    const fromEnvironment = secretsOf({ PORTICO_SECRET: given });
    const fromFile = secretsOf({ PORTICO_SECRET_FILE: file });
    expect([fromEnvironment.source, fromFile.source]).toEqual(['environment', 'file']);
    expect(fromFile.seal).toEqual(fromEnvironment.seal);
  });

  it('gives another key for each use', () => {
    const { seal, keys, holds, tokens, hashes } = secretsOf({ PORTICO_SECRET: given });
    const distinct = new Set([seal, keys, holds, tokens, hashes].map((key) => Buffer.from(key).toString('hex')));
    expect(distinct.size).toBe(5);
    expect([seal, keys, holds, tokens, hashes].map((key) => key.length)).toEqual([32, 32, 32, 32, 32]);
  });

  it('shows nothing of itself when it is printed', () => {
    const secrets = secretsOf({ PORTICO_SECRET: given, PORTICO_STORE: 'mongodb://user:hunter2@db/portico' });
    expect(secrets.storeUrl).toBe('mongodb://user:hunter2@db/portico');
    expect([JSON.stringify(secrets), inspect(secrets), JSON.stringify({ ...secrets })]).toEqual(['{}', '{}', '{}']);
  });

  it('is refused when it is short', () => {
    expect(problemOf({ PORTICO_SECRET: 'hunter2' })).toBe(
      'PORTICO_SECRET is shorter than 32 characters: take one from `openssl rand -hex 32`',
    );
  });

  it('is refused when two are given', () => {
    expect(problemOf({ PORTICO_SECRET: given, PORTICO_SECRET_FILE: 'x' })).toBe(
      'both PORTICO_SECRET and PORTICO_SECRET_FILE are set: unset one',
    );
  });

  it('is refused when its file is not there', () => {
    const file = join(folder, 'nowhere');
    expect(problemOf({ PORTICO_SECRET_FILE: file })).toBe(
      `PORTICO_SECRET_FILE (\`${file}\`) can't be read (ENOENT): correct its path or its rights`,
    );
  });

  it('is refused when others can read it', () => {
    secretsOf();
    chmodSync(join(folder, 'data/secret'), 0o640);
    expect(problemOf()).toContain('can be read by others: run `chmod 600` on it');
  });

  it('is not replaced when a store exists whose keys it opens', () => {
    secretsOf();
    writeFileSync(join(folder, 'data/portico.sqlite'), '');
    const before = readFileSync(join(folder, 'data/secret'), 'utf8');
    rmSync(join(folder, 'data/secret'));
    expect(problemOf()).toContain('the store has keys but the secret that opens them is gone');
    writeFileSync(join(folder, 'data/secret'), before, { mode: 0o600 });
    expect(problemOf()).toBe('');
  });

  it('says what to do when the data folder can not be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const dataFolder = join(folder, 'file/data');
    expect(problemOf({ PORTICO_DATA: dataFolder })).toBe(
      `the data folder \`${dataFolder}\` can't be written (ENOTDIR): correct its rights, or set PORTICO_DATA`,
    );
  });
});
