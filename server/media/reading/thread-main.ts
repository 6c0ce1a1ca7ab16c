import { parentPort, workerData } from 'node:worker_threads';
import type { FileContent } from '../../../policies/index.ts';
import type { OcrLanguage } from '../../config/config.ts';
import { Letters } from './letters.ts';
import { readFileContent } from './read-file.ts';

/** What the thread is asked. */
export interface Asked {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export interface Answered {
  readonly id: number;
  readonly content: FileContent;
}

const letters = new Letters(workerData as readonly OcrLanguage[]);

parentPort?.on('message', ({ id, bytes, fileName }: Asked) => {
  void readFileContent(bytes, fileName, letters).then((content) => {
    parentPort?.postMessage({ id, content } satisfies Answered);
  });
});
