import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours on a terminal alone, and never where NO_COLOR says so (https://no-color.org). */
export function coloured(style: Style, text: string): string {
  const wanted = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return wanted ? styleText(style, text, { validateStream: false }) : text;
}

/**
 * Says what is going on while `work` runs. On a terminal the line gives way to what comes next; elsewhere it stays, so
 * that a log shows it too.
 */
export async function progress<T>(what: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(process.stdout.isTTY ? `${what} …` : `${what} …\n`);
  try {
    return await work();
  } finally {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  }
}
