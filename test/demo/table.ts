import type { Row } from './row.ts';
import { coloured } from './terminal.ts';
import { width, wrap } from './text.ts';

const columns = [
  { title: 'author', width: 7, linesMost: 1, of: (row: Row) => row.author },
  { title: 'text', width: 32, linesMost: 2, of: (row: Row) => row.text },
  { title: 'zone', width: 9, linesMost: 1, of: (row: Row) => row.zone },
  { title: 'verdict', width: 8, linesMost: 1, of: (row: Row) => row.verdict },
  { title: 'why', width: 25, linesMost: 3, of: (row: Row) => row.why },
  { title: 'what the outside received', width: 25, linesMost: 4, of: (row: Row) => row.outside },
] as const;

const styles = {
  allow: 'green',
  advise: 'green',
  disclose: 'yellow',
  redact: 'yellow',
  downgrade: 'yellow',
  confirm: 'yellow',
  hold: 'yellow',
  block: 'red',
  inside: 'dim',
  refused: 'red',
} as const;

/** The rows as an aligned table of at most 120 columns, ready to print. */
export function table(rows: readonly Row[]): string {
  const head = line(columns.map(({ title }) => title));
  const rule = line(columns.map((column) => '─'.repeat(column.width)));
  return [coloured('bold', `    ${head}`.trimEnd()), `    ${rule}`, ...rows.map(tableRow)].join('\n');
}

function tableRow(row: Row, index: number): string {
  const cells = columns.map((column) => cell(column.of(row), column.width, column.linesMost));
  const height = Math.max(...cells.map((lines) => lines.length));
  const lines = Array.from({ length: height }, (_, at) => {
    const number = at === 0 ? `${index + 1}`.padStart(2) : '  ';
    const text = line(cells.map((lines) => lines[at] ?? ''));
    return `${number}  ${at === 0 ? withColour(text, row) : text}`.trimEnd();
  });
  return lines.join('\n');
}

/** Colours the verdict where it stands, after the padding was measured. */
function withColour(text: string, { verdict }: Row): string {
  const [author, words, zone] = columns;
  const start = author.width + words.width + zone.width + 6;
  return text.slice(0, start) + text.slice(start).replace(verdict, coloured(styles[verdict], verdict));
}

function cell(text: string, columnsMost: number, linesMost: number): string[] {
  const lines = wrap(text, columnsMost);
  if (lines.length <= linesMost) return lines;
  const kept = lines.slice(0, linesMost);
  const last = [...(kept[linesMost - 1] ?? '')]
    .slice(0, columnsMost - 1)
    .join('')
    .trimEnd();
  return [...kept.slice(0, -1), `${last}…`];
}

function line(cells: readonly string[]): string {
  return cells.map((text, at) => text + ' '.repeat(Math.max(0, (columns[at]?.width ?? 0) - width(text)))).join('  ');
}
