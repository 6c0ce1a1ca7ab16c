import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { answerLines, lineLengthMost } from '../../../../server/cli/json-lines.ts';

const echo = (line: unknown) => ({ got: line });

async function answersTo(chunks: readonly (string | Uint8Array)[], answer: (line: unknown) => object = echo) {
  const output = new PassThrough();
  const printed = text(output);
  const good = await answerLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), output, answer);
  output.end();
  return { good, lines: (await printed).split('\n').filter((line) => line !== '') };
}

describe('JSON Lines', () => {
  it('are answered one for one, in order', async () => {
    expect(await answersTo(['1\n2\n3\n'])).toEqual({ good: true, lines: ['{"got":1}', '{"got":2}', '{"got":3}'] });
  });

  it('may come in any pieces, between the bytes of a character too', async () => {
    const bytes = [...Buffer.from('"ü€𝄞"\r\n\n  \n2')].map((byte) => Uint8Array.of(byte));
    expect(await answersTo(bytes)).toEqual({ good: true, lines: ['{"got":"ü€𝄞"}', '{"got":2}'] });
  });

  it('are none where nothing comes', async () => {
    expect(await answersTo([])).toEqual({ good: true, lines: [] });
  });

  it('keep their places when one can not be read, without repeating it', async () => {
    const { good, lines } = await answersTo(['1\n{"text": Nightjar}\n3\n']);
    expect(good).toBe(false);
    expect(lines).toEqual(['{"got":1}', '{"error":"the line is not JSON: write one object to a line"}', '{"got":3}']);
  });

  it('count an answer that is an error', async () => {
    expect((await answersTo(['1\n'], () => ({ error: 'no' }))).good).toBe(false);
  });

  it('are answered before the next one comes', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const done = answerLines(input, output, echo);
    input.write('1\n');
    const [answer] = await once(output, 'data');
    expect(String(answer)).toBe('{"got":1}\n');
    input.end();
    expect(await done).toBe(true);
  });

  it('are not kept beyond the longest allowed, and the next is read again', async () => {
    const part = 'x'.repeat(1024 * 1024);
    const pieces = Array.from({ length: lineLengthMost / part.length + 1 }, () => part);
    const { good, lines } = await answersTo([...pieces, '\n2\n']);
    expect(good).toBe(false);
    expect(lines).toEqual([`{"error":"the line is longer than ${lineLengthMost} characters: split it"}`, '{"got":2}']);
  });

  it('are not read faster than their answers are taken', async () => {
    let read = 0;
    const most = 10_000;
    const input = Readable.from(
      (function* () {
        for (; read < most; read++) yield Buffer.from(`"${'x'.repeat(1000)}"\n`);
      })(),
      { highWaterMark: 4 },
    );
    const output = new PassThrough({ highWaterMark: 1000 });
    const done = answerLines(input, output, echo);
    await once(output, 'readable');
    // Whatever could be read ahead has been when the event loop comes round with nothing left to do.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(read).toBeLessThan(200);
    output.resume();
    expect(await done).toBe(true);
    expect(read).toBe(most);
  });
});
