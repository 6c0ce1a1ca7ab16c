import { parse } from 'csv-parse/sync';
import { hostNamed } from '../../peers/hosts.ts';
import type { ListEntry, ListKind, ParsedList, SkippedEntry } from './entry.ts';

/** Entries of a list at most; of a longer one nothing is taken. */
const entriesMost = 50_000;
const commentMost = 500;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a list of domains as Mastodon and GoToSocial write them: CSV with a header (`#domain,#severity,…`), JSON (their
 * exports, and what `/api/v1/instance/domain_blocks` and `/api/v1/instance/peers?filter=suspended` answer), or one domain
 * a line. A string says why it is none of these.
 */
export function parseList(text: string, kind: ListKind): ParsedList | string {
  const rows = rowsOf(text.replace(/^\uFEFF/, '').trim());
  if (typeof rows === 'string') return rows;
  if (rows.length > entriesMost) return `the list has more than ${entriesMost} entries`;
  const entries = new Map<string, ListEntry>();
  const skipped: SkippedEntry[] = [];
  for (const row of rows) {
    const entry = entryOf(row, kind);
    if ('reason' in entry) skipped.push(entry);
    else if (!entries.has(entry.domain)) entries.set(entry.domain, entry);
  }
  return { entries: [...entries.values()], skipped };
}

function rowsOf(text: string): readonly Fields[] | string {
  if (/^[[{]/.test(text)) return jsonRows(text);
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  if (/^#?domain\b/i.test(first) || first.includes(',')) return csvRows(text, /^#?domain\b/i.test(first));
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((domain) => ({ domain }));
}

function csvRows(text: string, header: boolean): readonly Fields[] | string {
  const named = (names: string[]): string[] => names.map((name) => name.trim().replace(/^#/, '').toLowerCase());
  const columns = header
    ? named
    : ['domain', 'severity', 'reject_media', 'reject_reports', 'public_comment', 'obfuscate'];
  try {
    return parse<Fields>(text, { columns, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return 'the list is not readable as CSV';
  }
}

function jsonRows(text: string): readonly Fields[] | string {
  const value = parsed(text);
  const list: unknown = isFields(value) ? (value['domain_blocks'] ?? value['domains']) : value;
  if (!Array.isArray(list)) return 'the list is not readable as JSON: it is an array of objects with a `domain`';
  return list.map((item: unknown) => (isFields(item) ? item : { domain: item }));
}

function entryOf(row: Fields, kind: ListKind): ListEntry | SkippedEntry {
  const given = textOf(row['domain']).slice(0, 300);
  if (given.includes('*')) return { domain: given, reason: 'the name is shown in part only' };
  const domain = hostNamed(given);
  if (domain === undefined || !domain.includes('.')) return { domain: given, reason: 'no name of a server' };
  const severity = kind === 'allow' ? 'allow' : severityOf(row);
  if (severity === undefined) return { domain, reason: `the severity \`${textOf(row['severity'])}\` is not known` };
  const [rejectMedia, rejectReports] = [isTrue(row['reject_media']), isTrue(row['reject_reports'])];
  if (severity === 'noop' && !rejectMedia && !rejectReports) return { domain, reason: 'it says nothing' };
  const comment = textOf(row['public_comment'] ?? row['comment']).slice(0, commentMost);
  const rest = { rejectMedia, rejectReports, obfuscate: isTrue(row['obfuscate']) };
  return { domain, severity, ...rest, ...(comment !== '' && { publicComment: comment }) };
}

/** GoToSocial says since when; a list that says nothing means the strictest. */
function severityOf(row: Fields): 'suspend' | 'silence' | 'noop' | undefined {
  const named = textOf(row['severity']).toLowerCase();
  if (named === '') return row['silenced_at'] && !row['suspended_at'] ? 'silence' : 'suspend';
  if (named === 'limit') return 'silence';
  return named === 'suspend' || named === 'silence' || named === 'noop' ? named : undefined;
}

function isTrue(value: unknown): boolean {
  return value === true || textOf(value).toLowerCase() === 'true';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
