import type { Span } from '../../text/offset-map.ts';
import { codeLine } from './lines.ts';

/** A stretch of lines that is mostly source code. */
export interface CodeBlock extends Span {
  readonly language: string;
  readonly lines: number;
}

/** Fewer lines of code, or shorter ones, are an example in a conversation. */
const fewestLines = 6;
const shortestBlock = 160;
/** So many lines of something else end a block. */
const mostBetween = 3;
const smallestShare = 0.55;

interface Open extends Span {
  readonly languages: Map<string, number>;
  readonly code: number;
  readonly all: number;
  readonly between: number;
}

/** Blocks of source code in a text, by its lines. */
export function codeBlocks(text: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: Open | undefined;
  const close = (): void => {
    if (open !== undefined && isBlock(open)) {
      blocks.push({ start: open.start, end: open.end, lines: open.code, language: commonest(open.languages) });
    }
    open = undefined;
  };
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(start, Math.min(end, start + 400));
    const code = codeLine(line);
    if (code !== undefined) open = extended(open, start, end, code.language);
    else if (open !== undefined && line.trim() !== '') {
      open = { ...open, all: open.all + 1, between: open.between + 1 };
      if (open.between > mostBetween) close();
    }
    start = end + 1;
  }
  close();
  return blocks;
}

function extended(open: Open | undefined, start: number, end: number, language: string | undefined): Open {
  const { languages, code, all } = open ?? { languages: new Map<string, number>(), code: 0, all: 0 };
  if (language !== undefined) languages.set(language, (languages.get(language) ?? 0) + 1);
  return { start: open?.start ?? start, end, languages, code: code + 1, all: all + 1, between: 0 };
}

/** The lines behind the last one of code don't count against it. */
const isBlock = ({ start, end, code, all, between, languages }: Open): boolean =>
  code >= fewestLines && end - start >= shortestBlock && code / (all - between) >= smallestShare && languages.size > 0;

function commonest(languages: ReadonlyMap<string, number>): string {
  const [first] = [...languages].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '';
}
