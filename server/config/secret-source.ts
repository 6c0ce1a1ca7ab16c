import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, secretPath } from './config.ts';
import { unwritable } from './data-folder.ts';
import type { Env } from './env.ts';
import { errorCode } from './error-code.ts';

/** Where the secret came from: the environment, a file it names, or the data folder. */
export type SecretSource = 'environment' | 'file' | 'data-folder';

export type FoundSecret =
  | { readonly kind: 'found'; readonly secret: Buffer; readonly source: SecretSource }
  | { readonly kind: 'invalid'; readonly problem: string };

/** 32 characters are at least 128 bits when written in hexadecimal. */
const shortest = 32;

export function findSecret({ values }: Env, config: Config): FoundSecret {
  const { PORTICO_SECRET: given, PORTICO_SECRET_FILE: file } = values;
  if (given && file) return invalid('both PORTICO_SECRET and PORTICO_SECRET_FILE are set: unset one');
  if (given) return checked('PORTICO_SECRET', given, 'environment');
  if (file) return fromFile('PORTICO_SECRET_FILE', file, 'file');
  return fromDataFolder(config);
}

function fromFile(name: string, path: string, source: SecretSource): FoundSecret {
  try {
    return checked(name, readFileSync(path, 'utf8').trim(), source);
  } catch (error) {
    return invalid(`${name} (\`${path}\`) can't be read (${errorCode(error)}): correct its path or its rights`);
  }
}

function fromDataFolder(config: Config): FoundSecret {
  const path = secretPath(config.dataFolder);
  try {
    if (!existsSync(path)) {
      if (config.store.kind === 'sqlite' && existsSync(config.store.file)) return invalid(lost(path));
      make(path, config.dataFolder);
    }
    if ((statSync(path).mode & 0o077) !== 0)
      return invalid(`\`${path}\` can be read by others: run \`chmod 600\` on it`);
  } catch (error) {
    return invalid(unwritable(config.dataFolder, error));
  }
  return fromFile('the secret', path, 'data-folder');
}

/** Complete under its final name or not there at all, whoever else starts at the same time: a link never replaces. */
function make(path: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `secret.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function checked(name: string, secret: string, source: SecretSource): FoundSecret {
  if (secret.length >= shortest) return { kind: 'found', secret: Buffer.from(secret, 'utf8'), source };
  return invalid(`${name} is shorter than ${shortest} characters: take one from \`openssl rand -hex 32\``);
}

function lost(path: string): string {
  return `the store has keys but the secret that opens them is gone: bring back \`${path}\`, or set PORTICO_SECRET`;
}

function invalid(problem: string): FoundSecret {
  return { kind: 'invalid', problem };
}
