import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileContent } from '../../policies/index.ts';
import { errorCode } from '../config/error-code.ts';
import { fileBytesMost } from '../media/reading/bounds.ts';
import { createFileReader } from '../media/reading/reader.ts';
import { answerJsonLines } from './json-lines.ts';

export interface FileAnswers {
  readonly line: (line: unknown) => object;
  /** For a line that names a file. */
  readonly file: (content: FileContent) => object;
}

/** `answerJsonLines` that takes `{"file": "<path>"}` lines too; resolves to true where every line was answered well. */
export async function answerWithFiles({ line, file }: FileAnswers): Promise<boolean> {
  await using reader = createFileReader();
  return answerJsonLines(async (parsed) => {
    const path = fileOf(parsed);
    if (path === undefined) return line(parsed);
    if (typeof path !== 'string') return { error: '`file` is a path: put it in quotes' };
    const bytes = await bytesAt(path);
    return typeof bytes === 'string' ? { error: bytes } : file(await reader.read(bytes, basename(path)));
  });
}

function fileOf(line: unknown): unknown {
  return typeof line === 'object' && line !== null && 'file' in line ? line.file : undefined;
}

/** The bytes of a file, or what is wrong with it. */
async function bytesAt(path: string): Promise<Uint8Array | string> {
  try {
    await using handle = await open(path);
    const stat = await handle.stat();
    if (!stat.isFile()) return `\`${path}\` is no plain file: name one`;
    if (stat.size > fileBytesMost) return `\`${path}\` is larger than ${fileBytesMost} bytes: split it`;
    return await handle.readFile();
  } catch (error) {
    return `\`${path}\` can't be read (${errorCode(error)}): correct the path or its rights`;
  }
}
