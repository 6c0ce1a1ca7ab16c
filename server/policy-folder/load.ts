import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyFiles, Problem } from '../../policies/index.ts';
import { errorCode } from '../config/error-code.ts';
import { createFileReader, type FileReader } from '../media/reading/reader.ts';
import { documentText, pictureHash } from './document-text.ts';
import { dataBytesMost, folderFilesMost, isKnownFolder, type Place, placeOf, textBytesMost } from './layout.ts';

export type PolicyFolder =
  /** Every file of the set by its path relative to the folder, sorted by path: text, or bytes where it is none. */
  | { readonly kind: 'read'; readonly files: PolicyFiles }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] };

/** Reads a policy folder from disk. Links are not followed, so that the set is what stands in the folder. */
export async function readPolicyFolder(folder: string): Promise<PolicyFolder> {
  const problems: Problem[] = [];
  const parts = await listParts(folder, '', problems);
  if (parts.length > folderFilesMost) {
    problems.push(problem('', `the folder has more than ${folderFilesMost} files`, 'split it'));
  }
  if (problems.length > 0) return { kind: 'unreadable', problems };
  const files: Record<string, string | Uint8Array> = {};
  const room = { text: textBytesMost, data: dataBytesMost };
  await using reader = createFileReader();
  for (const { path, kind, most } of parts) {
    const bytes = await readBytes(folder, path, Math.min(most, room[kind]));
    const content = bytes instanceof Uint8Array ? await contentOf(path, bytes, reader) : bytes;
    if (bytes instanceof Uint8Array) room[kind] -= bytes.length;
    if (typeof content === 'string' || content instanceof Uint8Array) files[path] = content;
    else problems.push(content);
  }
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', files };
}

type Part = Extract<Place, { readonly most: number }> & { readonly path: string };

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
    else parts.push({ path, ...place });
  }
  return parts;
}

async function readBytes(folder: string, path: string, most: number): Promise<Uint8Array | Problem> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = await handle.stat();
    if (size > most)
      return problem(path, `\`${path}\` is larger than ${most} bytes`, 'split it or leave out what is not needed');
    return await handle.readFile();
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return notPlain(path);
    return problem(path, `\`${path}\` can't be read (${errorCode(error)})`, 'correct its rights');
  } finally {
    await handle?.close();
  }
}

/** A file as text: what stands in it, or the text of a document that is none itself. */
export async function contentOf(path: string, bytes: Uint8Array, reader: FileReader): Promise<string | Problem> {
  if (path.startsWith('pictures/')) {
    const seen = await pictureHash(bytes, reader);
    return seen ?? problem(path, `\`${path}\` is no picture that can be read`, 'save it as PNG or JPEG');
  }
  if (path.startsWith('documents/') && !/\.(txt|md|hashed)$/i.test(path)) {
    const read = await documentText(path, bytes, reader);
    return read.kind === 'text' ? read.text : problem(path, read.message, 'save its text as `.txt` or `.md`');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem(path, `\`${path}\` is not UTF-8 text`, 'save it as UTF-8');
  }
}

function notPlain(path: string): Problem {
  return problem(path, `\`${path}\` is a link or no plain file`, 'put the file itself there');
}

export function problem(file: string, message: string, hint: string): Problem {
  return { file, line: 1, column: 1, message, hint };
}
