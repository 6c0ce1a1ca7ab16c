import { Worker } from 'node:worker_threads';
import type { FileContent } from '../../../policies/index.ts';
import type { OcrLanguage } from '../../config/config.ts';
import { createTurns } from '../turns.ts';
import { readingTimeMost } from './bounds.ts';
import type { Answered, Asked } from './thread-main.ts';

export interface FileReader extends AsyncDisposable {
  /** What a file says. Never throws for what a file holds; one that takes too long or breaks its thread is unreadable. */
  read(bytes: Uint8Array, fileName: string): Promise<FileContent>;
  /** How a picture looks, and nothing else of it. */
  look(bytes: Uint8Array): Promise<FileContent>;
}

export interface FileReaderOptions {
  /** Whose letters are read in pictures; each further language takes its time. */
  readonly languages?: readonly OcrLanguage[];
  /** How long one file may take, in milliseconds. */
  readonly timeMost?: number;
}

/** Reads files one after the other in a thread of its own, with its own memory: a hostile file takes down no server. */
export function createFileReader({
  languages = ['eng'],
  timeMost = readingTimeMost,
}: FileReaderOptions = {}): FileReader {
  let worker: Worker | undefined;
  const inTurn = createTurns();
  let id = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('./thread-main.ts', import.meta.url), {
      workerData: languages,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    // Waiting for work keeps no process alive.
    started.unref();
    return started;
  };
  const stop = async (): Promise<void> => {
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };
  const askNext = async (asked: Omit<Asked, 'id'>): Promise<FileContent> => {
    worker ??= start();
    id += 1;
    const answer = await ask(worker, { id, ...asked }, timeMost);
    if (answer.kind === 'unread') {
      await stop();
      return { kind: 'unreadable', cause: 'timed-out', parts: [] };
    }
    return answer;
  };
  return {
    read: (bytes, fileName) => inTurn(() => askNext({ bytes, fileName, what: 'words' })),
    look: (bytes) => inTurn(() => askNext({ bytes, fileName: '', what: 'looks' })),
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

/** `unread` where the thread broke or did not answer in time. */
function ask(worker: Worker, asked: Asked, timeMost: number): Promise<FileContent> {
  return new Promise((resolve) => {
    const settle = (content: FileContent): void => {
      clearTimeout(late);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      worker.unref();
      resolve(content);
    };
    const hear = ({ id, content }: Answered): void => {
      if (id === asked.id) settle(content);
    };
    const fail = (): void => settle({ kind: 'unread' });
    const late = setTimeout(fail, timeMost);
    worker.ref();
    worker.on('message', hear).once('error', fail).once('exit', fail);
    worker.postMessage(asked);
  });
}
