import { hash } from 'node:crypto';
import { parse } from 'yaml';
import type { PolicySetRecord, PolicySetSummary } from '../../federation/ports/index.ts';
import type { PolicyVersions } from './versions.ts';

/** Folders of a policy set that hold data, by what they are to a policy. */
export const dataKinds = ['dictionaries', 'records', 'documents', 'pictures'] as const;
export type DataKind = (typeof dataKinds)[number];

/** One dictionary, set of records, confidential document or set of pictures. */
export interface DataSet {
  readonly kind: DataKind;
  readonly name: string;
  /** How large it rests in the policy set, in bytes: records and documents as hashes. */
  readonly bytes: number;
  /** Terms of a dictionary, pictures of a set; of what rests as hashes nobody can say. */
  readonly entries?: number;
  /** Ids of the policies that look for it. */
  readonly usedBy: readonly string[];
  /** Who handed this very content in first: actor IRI, or `operator`. */
  readonly owner: string;
  /** When they did, in milliseconds since the epoch. */
  readonly refreshedAt: number;
}

type History = Pick<PolicyVersions, 'list' | 'get'>;

/** Versions that are looked into for who handed something in. */
const lookedBack = 50;
const matchers: Readonly<Record<DataKind, string>> = {
  dictionaries: 'terms',
  records: 'records',
  documents: 'document',
  pictures: 'picture',
};

/** Says what data a version has, and since when. */
export function createDataSets(versions: History): (record: PolicySetRecord) => Promise<DataSet[]> {
  // A version never changes: what stands in it is read once.
  const known = new Map<string, ReadonlyMap<string, string>>();
  const digestsOf = async ({ version }: PolicySetSummary): Promise<ReadonlyMap<string, string>> => {
    const found = known.get(version) ?? digests((await versions.get(version))?.files ?? {});
    known.set(version, found);
    return found;
  };
  return async (record) => {
    const listed = (await versions.list()).filter(({ createdAt }) => createdAt <= record.createdAt);
    const before = listed.slice(0, lookedBack);
    const history = await Promise.all(before.map(async (summary) => ({ summary, digests: await digestsOf(summary) })));
    const now = digests(record.files);
    const users = usersOf(record.files);
    return [...groupsOf(record.files)].map(([key, files]) => {
      const [kind, name] = key.split('/') as [DataKind, string];
      const first = history.findLast((one) => one.digests.get(key) === now.get(key))?.summary ?? record;
      const texts = files.map(([, text]) => text);
      const count = entriesOf(kind, texts);
      return {
        kind,
        name,
        bytes: texts.reduce((sum, text) => sum + sizeOf(kind, text), 0),
        ...(count !== undefined && { entries: count }),
        usedBy: users.get(key) ?? [],
        owner: first.author,
        refreshedAt: first.createdAt,
      };
    });
  };
}

/** `<kind>/<name>` of a file of data; undefined for a policy. */
export function dataSetOf(file: string): string | undefined {
  return /^(?:dictionaries|records|documents|pictures)\/[^/]+?(?=(?:\.(?:txt|csv|hashed))?$|\/)/.exec(file)?.[0];
}

function groupsOf(files: PolicySetRecord['files']): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const entries = Object.entries(files).filter(([file]) => dataSetOf(file) !== undefined);
  return Map.groupBy(entries, ([file]) => dataSetOf(file) ?? '');
}

function digests(files: PolicySetRecord['files']): ReadonlyMap<string, string> {
  return new Map([...groupsOf(files)].map(([key, of]) => [key, hash('sha256', JSON.stringify(of))]));
}

/** Hashes rest as base64. */
function sizeOf(kind: DataKind, text: string): number {
  const hashed = kind === 'records' || kind === 'documents';
  return hashed ? Math.floor((text.length * 3) / 4) : Buffer.byteLength(text);
}

function entriesOf(kind: DataKind, texts: readonly string[]): number | undefined {
  if (kind === 'pictures') return texts.length;
  if (kind !== 'dictionaries') return undefined;
  return texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))).length;
}

/** Ids of policies by `<kind>/<name>`. */
function usersOf(files: PolicySetRecord['files']): ReadonlyMap<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [file, text] of Object.entries(files)) {
    if (!/^[^/]+\.ya?ml$/.test(file)) continue;
    const policy: unknown = parse(text);
    const id = typeof policy === 'object' && policy !== null && 'policy' in policy ? String(policy.policy) : file;
    for (const key of new Set(namedIn(policy))) users.set(key, [...(users.get(key) ?? []), id]);
  }
  return users;
}

function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const kind = dataKinds.find((one) => matchers[one] === key);
    const names = [inner].flat().filter((name) => typeof name === 'string');
    return kind ? names.map((name) => `${kind}/${name}`) : namedIn(inner);
  });
}
