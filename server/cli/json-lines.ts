import { pipeline } from 'node:stream/promises';

/** Longest line that is looked at, in UTF-16 code units. */
export const lineLengthMost = 16 * 1024 * 1024;

/** The answer to one line: what to print, and whether the line was at fault. */
export interface LineAnswer {
  readonly data: unknown;
  readonly failed: boolean;
}

/**
 * Reads lines from `input` and prints one line of JSON for each that is not blank, in order and no faster than they are
 * taken. Resolves to true where every line could be answered.
 */
export async function answerLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  answer: (line: string) => LineAnswer,
): Promise<boolean> {
  let good = true;
  await pipeline(
    input,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const lines of linesOf(chunks)) {
        const answers = lines.map((line) => (line === undefined ? tooLong : answer(line)));
        if (answers.some(({ failed }) => failed)) good = false;
        yield answers.map(({ data }) => `${JSON.stringify(data)}\n`).join('');
      }
    },
    output,
    { end: false },
  );
  return good;
}

const tooLong: LineAnswer = {
  data: { error: `the line is longer than ${lineLengthMost} characters: split it` },
  failed: true,
};

/** The lines that each chunk completes; undefined stands for one that was too long to keep. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<(string | undefined)[]> {
  const decoder = new TextDecoder();
  let rest: string | undefined = '';
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    const parts: (string | undefined)[] = [capped(rest, first), ...others.map((part) => capped('', part))];
    rest = parts.pop();
    yield parts.filter(isFilled);
  }
  yield [rest].filter(isFilled);
}

function capped(before: string | undefined, part: string): string | undefined {
  if (before === undefined || before.length + part.length > lineLengthMost) return undefined;
  return before + part;
}

function isFilled(line: string | undefined): boolean {
  return line === undefined || line.trim() !== '';
}
