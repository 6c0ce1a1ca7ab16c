import { accessSync, constants, mkdirSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/** Makes the data folder, closed to others, where there is none. Returns what stands in the way, in one line. */
export function prepareDataFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return unwritable(folder, error);
  }
}

export function unwritable(folder: string, error: unknown): string {
  return `the data folder \`${folder}\` can't be written (${errorCode(error)}): correct its rights, or set PORTICO_DATA`;
}
