import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Config, secretPath } from '../../config/config.ts';
import { unwritable } from '../../config/data-folder.ts';
import type { Env } from '../../config/env.ts';
import { type Secrets, toSecrets } from '../../config/secrets.ts';
import { type Finding, finder } from './check.ts';

export async function checkFolder({ dataFolder }: Config): Promise<Finding[]> {
  const { ok, warn, fail } = finder('folder');
  const present = existsSync(dataFolder);
  try {
    await access(present ? dataFolder : nearestParent(dataFolder), constants.R_OK | constants.W_OK | constants.X_OK);
    if (!present) return [ok(`${dataFolder} is not there yet: the first start makes it`)];
    const { mode } = await stat(dataFolder);
    const open = (mode & 0o077) !== 0;
    return [open ? warn(`${dataFolder} is open to others of this machine: run \`chmod 700\` on it`) : ok(dataFolder)];
  } catch (error) {
    return [fail(unwritable(dataFolder, error))];
  }
}

function nearestParent(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : nearestParent(parent);
}

/** Finds the secret without making one. */
export function checkSecret(env: Env, config: Config, usable: boolean): { findings: Finding[]; secrets?: Secrets } {
  const { ok, warn, fail } = finder('secret');
  const { PORTICO_SECRET, PORTICO_SECRET_FILE } = env.values;
  const given = Boolean(PORTICO_SECRET ?? PORTICO_SECRET_FILE);
  const nothingYet = config.store.kind !== 'sqlite' || !existsSync(config.store.file);
  if (!given && !existsSync(secretPath(config.dataFolder)) && nothingYet) {
    return { findings: usable ? [warn(`none yet: the first start makes one in ${config.dataFolder}; ${better}`)] : [] };
  }
  const found = toSecrets(env, config);
  if (found.kind === 'invalid') return { findings: [fail(found.problem)] };
  const { secrets } = found;
  if (secrets.source !== 'data-folder') return { findings: [ok(`taken from the ${secrets.source}`)], secrets };
  return { findings: [warn(`${secretPath(config.dataFolder)} rests beside what it encrypts; ${better}`)], secrets };
}

const better = 'keep it elsewhere with PORTICO_SECRET_FILE, and out of the backups of the data folder';
