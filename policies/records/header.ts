import type { Problem } from '../rules/problem.ts';
import type { Column } from './column.ts';
import type { CsvField } from './csv.ts';

export const mostColumns = 32;
const mark = '*';

/** Reads the header row: the names of the columns, with `*` behind those that are searchable. */
export function readHeader(file: string, row: readonly CsvField[]): { columns: Column[]; problems: Problem[] } {
  const columns = row.map(({ text }) => {
    const written = text.replace(/^\uFEFF/, '').trim();
    const searchable = written.endsWith(mark);
    return { name: copied(searchable ? written.slice(0, -1).trim() : written), searchable };
  });
  const names = columns.map(({ name }) => name.toLowerCase());
  const problems = row.flatMap(({ line, column }, index) => {
    const at = { file, line, column };
    if (names[index] === '') return [{ ...at, message: 'a column without a name', hint: 'give it one' }];
    if (names.indexOf(names[index] ?? '') === index) return [];
    return [{ ...at, message: `the column \`${columns[index]?.name}\` stands here twice`, hint: 'rename one of them' }];
  });
  const [first] = row;
  const at = { file, line: first?.line ?? 1, column: first?.column ?? 1 };
  if (columns.length > mostColumns) {
    problems.push({ ...at, message: `more than ${mostColumns} columns`, hint: 'leave out what does not identify' });
  }
  if (columns.length === 1 && /[;\t]/.test(first?.text ?? '')) {
    problems.push({ ...at, message: 'the header is one single name', hint: 'part the fields by commas' });
  } else if (!columns.some(({ searchable }) => searchable)) {
    const hint = 'put `*` behind the name of each column whose values identify a record, such as `email*`';
    problems.push({ ...at, message: 'no column is searchable', hint });
  }
  return { columns, problems };
}

/** A name of its own: part of a larger string would keep all of that one, records included, in memory. */
function copied(name: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(name));
}
