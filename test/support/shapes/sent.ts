import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../fixtures/sent');

/** What stands in a fixture for what differs from run to run. */
export interface Places {
  readonly ours: string;
  readonly theirs: string;
}

/** A document that leaves, as test/fixtures/sent keeps it. */
export interface SentShape {
  /** Documentation of those who read it so. */
  readonly source: readonly string[];
  readonly document: unknown;
}

/**
 * The document with the fixtures' origins, times, ids and keys in the place of those of this run; ids are told apart by the
 * order in which they stand.
 */
export function placeheld(document: unknown, { ours, theirs }: Places): unknown {
  const ids: string[] = [];
  const numbered = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `id-${ids.indexOf(id) + 1}`;
  };
  const host = (origin: string): string => new URL(origin).host;
  const text = JSON.stringify(document)
    .replaceAll(ours, 'https://portico.example')
    .replaceAll(theirs, 'https://peer.example')
    .replaceAll(host(ours), 'portico.example')
    .replaceAll(host(theirs), 'peer.example')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, numbered)
    .replace(/20[\d-]{8}T[\d:.]+Z/g, (time) => (time.startsWith('2030') ? time : '2026-11-23T12:00:00.000Z'))
    .replace(/\?page=[\w-]{22}/g, '?page=further')
    .replace(/\/media\/[\w-]{24}/g, '/media/file')
    .replace(/-----BEGIN PUBLIC KEY-----[^"]+/g, '-----BEGIN PUBLIC KEY-----');
  return JSON.parse(text);
}

/**
 * The fixture of a name. With `PORTICO_WRITE_FIXTURES` set, what is sent takes its place, and `git diff` shows what others
 * will have to read differently.
 */
export function sentShape(name: string, sent: unknown, source: readonly string[]): SentShape {
  const path = join(folder, `${name}.json`);
  if (process.env['PORTICO_WRITE_FIXTURES']) {
    writeFileSync(path, `${JSON.stringify({ source, document: sent }, null, 2)}\n`);
  }
  if (!existsSync(path)) throw new Error(`there is no fixture \`test/fixtures/sent/${name}.json\``);
  return JSON.parse(readFileSync(path, 'utf8')) as SentShape;
}
