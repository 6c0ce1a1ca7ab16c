import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Longest line that is looked at, in UTF-16 code units. */
export const lineLengthMost = 16 * 1024 * 1024;

/** What is said of one parsed line. */
export type Answer = (line: unknown) => object | Promise<object>;

interface LineAnswer {
  readonly data: object;
  readonly failed: boolean;
}

/** From standard input to standard output; see `answerLines`. */
export function answerJsonLines(answer: Answer): Promise<boolean> {
  return answerLines(process.stdin, process.stdout, answer);
}

/**
 * Parses each line of `input` that is not blank and prints the answer to it as one line of JSON, in order and no faster
 * than the answers are taken. One that is no JSON, or whose answer has an `error`, is answered and counted: resolves to
 * true where there was none.
 */
export async function answerLines(input: Readable, output: Writable, answer: Answer): Promise<boolean> {
  let good = true;
  await pipeline(
    input,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const lines of linesOf(chunks)) {
        const answers: LineAnswer[] = [];
        for (const line of lines) answers.push(await answerOne(line, answer));
        if (answers.some(({ failed }) => failed)) good = false;
        yield answers.map(({ data }) => `${JSON.stringify(data)}\n`).join('');
      }
    },
    output,
    { end: false },
  );
  return good;
}

async function answerOne(line: string | undefined, answer: Answer): Promise<LineAnswer> {
  if (line === undefined) return wrong(`the line is longer than ${lineLengthMost} characters: split it`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return wrong('the line is not JSON: write one object to a line');
  }
  const data = await answer(parsed);
  return { data, failed: 'error' in data };
}

function wrong(error: string): LineAnswer {
  return { data: { error }, failed: true };
}

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
