import { parentPort, workerData } from 'node:worker_threads';
import type { FileContent } from '../../../policies/index.ts';
import type { OcrLanguage } from '../../config/config.ts';
import { Letters } from './letters.ts';
import { lookAt } from './picture.ts';
import { readFileContent } from './read-file.ts';

/** What the thread is asked. */
export interface Asked {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** `words`: all that it says, and how it looks. `looks`: of a picture that alone. */
  readonly what: 'words' | 'looks';
}

export interface Answered {
  readonly id: number;
  readonly content: FileContent;
}

const letters = new Letters(workerData as readonly OcrLanguage[]);

parentPort?.on('message', ({ id, bytes, fileName, what }: Asked) => {
  const reading = what === 'looks' ? lookAt(bytes) : readFileContent(bytes, fileName, letters);
  void reading.then((content) => {
    parentPort?.postMessage({ id, content } satisfies Answered);
  });
});
