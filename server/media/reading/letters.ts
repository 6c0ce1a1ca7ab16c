import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { OcrLanguage } from '../../config/config.ts';

const { resolve } = createRequire(import.meta.url);

/** Reads text in pictures. Starts when it is first asked, from installed files alone, and stays warm. */
export class Letters {
  readonly #languages: readonly OcrLanguage[];
  #workers: Promise<readonly Worker[]> | undefined;

  constructor(languages: readonly OcrLanguage[]) {
    this.#languages = languages;
  }

  /** The text of a PNG, JPEG or WebP as each of the languages reads it, a line each. */
  async read(picture: Uint8Array): Promise<string[]> {
    this.#workers ??= Promise.all(this.#languages.map(start));
    const texts: string[] = [];
    for (const worker of await this.#workers) {
      const { data } = await worker.recognize(Buffer.from(picture));
      texts.push(data.text.trim());
    }
    return [...new Set(texts)].filter((text) => text !== '');
  }
}

/** Never asks the network: the data lies in the installed package, and nothing is cached elsewhere. */
function start(language: OcrLanguage): Promise<Worker> {
  const langPath = join(dirname(resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int');
  return createWorker(language, OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' });
}
