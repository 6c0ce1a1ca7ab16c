import { stringify } from 'csv-stringify/sync';
import type { Found } from './search.ts';

export const auditForms = ['csv', 'json'] as const;
export type AuditForm = (typeof auditForms)[number];

/**
 * Entries as a file: JSON with each entry as it is hashed, or CSV with a column for each member that any of them has.
 * What a spreadsheet would take for a formula is quoted in CSV.
 */
export function auditFile(entries: Found['entries'], form: AuditForm): string {
  if (form === 'json') return `${JSON.stringify(entries, undefined, 2)}\n`;
  const rows = entries.map(({ index, entry }) => ({
    index,
    ...(JSON.parse(entry) as Readonly<Record<string, unknown>>),
  }));
  const columns = [...new Set(['index', 'at', 'kind', ...rows.flatMap((row) => Object.keys(row).toSorted())])];
  const cells = rows.map((row) => columns.map((column) => cellOf(column, Object(row)[column])));
  return stringify([columns, ...cells], { escape_formulas: true });
}

function cellOf(column: string, value: unknown): string {
  if (value === undefined) return '';
  if (column === 'at' && typeof value === 'number') return new Date(value).toISOString();
  return Array.isArray(value) ? value.join('; ') : String(value);
}
