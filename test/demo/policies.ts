import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeNames } from './organisation.ts';

const library = fileURLToPath(new URL('../../policies/library/', import.meta.url));

/** The policies that ship with Portico, with the sample organisation's own code names in their dictionary. */
export async function writePolicies(folder: string): Promise<void> {
  await cp(library, folder, { recursive: true });
  await mkdir(join(folder, 'dictionaries'), { recursive: true });
  await writeFile(join(folder, 'dictionaries/project-codenames.txt'), `${codeNames.join('\n')}\n`);
}
