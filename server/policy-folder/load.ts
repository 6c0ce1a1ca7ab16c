import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../policies/index.ts';
import { errorCode } from '../config/error-code.ts';
import { folderBytesMost, folderFilesMost, isKnownFolder, placeOf } from './layout.ts';

export type PolicyFolder =
  /** Text of every file of the set, by its path relative to the folder; sorted by path. */
  | { readonly kind: 'read'; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] };

/** Reads a policy folder from disk. Links are not followed, so that the set is what stands in the folder. */
export async function readPolicyFolder(folder: string): Promise<PolicyFolder> {
  const problems: Problem[] = [];
  const parts = await listParts(folder, '', problems);
  if (parts.length > folderFilesMost) {
    problems.push(problem('', `the folder has more than ${folderFilesMost} files`, 'split it'));
  }
  if (problems.length > 0) return { kind: 'unreadable', problems };
  const files: Record<string, string> = {};
  let room = folderBytesMost;
  for (const { path, most } of parts) {
    const text = await readText(folder, path, Math.min(most, room));
    if (typeof text === 'string') {
      files[path] = text;
      room -= Buffer.byteLength(text);
    } else problems.push(text);
  }
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', files };
}

interface Part {
  readonly path: string;
  readonly most: number;
}

async function listParts(folder: string, under: string, problems: Problem[]): Promise<Part[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch((error: unknown) => {
    const hint = 'correct its path or its rights';
    problems.push(problem(under, `the folder \`${join(folder, under)}\` can't be read (${errorCode(error)})`, hint));
    return [];
  });
  const parts: Part[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory() && isKnownFolder(path)) {
      parts.push(...(await listParts(folder, path, problems)));
      continue;
    }
    const place = placeOf(path);
    if (place.kind === 'aside') continue;
    if (place.kind === 'misplaced')
      problems.push(problem(path, `\`${path}\` is not part of a policy folder`, place.hint));
    else if (!entry.isFile()) problems.push(notPlain(path));
    else parts.push({ path, most: place.most });
  }
  return parts;
}

async function readText(folder: string, path: string, most: number): Promise<string | Problem> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = await handle.stat();
    if (size > most)
      return problem(path, `\`${path}\` is larger than ${most} bytes`, 'split it or leave out what is not needed');
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return notPlain(path);
    if (errorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return problem(path, `\`${path}\` is not UTF-8 text`, 'save it as UTF-8');
    return problem(path, `\`${path}\` can't be read (${errorCode(error)})`, 'correct its rights');
  } finally {
    await handle?.close();
  }
}

function notPlain(path: string): Problem {
  return problem(path, `\`${path}\` is a link or no plain file`, 'put the file itself there');
}

function problem(file: string, message: string, hint: string): Problem {
  return { file, line: 1, column: 1, message, hint };
}
