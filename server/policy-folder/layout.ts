/** What a file is to a policy folder (DESIGN.md §5), judged by its path relative to the folder. */
export type Place =
  /** Part of the set, at most this many bytes; data is only kept as hashes, and need not be text. */
  | { readonly kind: 'text' | 'data'; readonly most: number }
  /** Says something to people only. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'misplaced'; readonly hint: string };

const MiB = 1024 * 1024;
export const policyBytesMost = MiB;
export const dictionaryBytesMost = 32 * MiB;
export const secretRulesBytesMost = MiB;
export const recordsBytesMost = 256 * MiB;
export const documentBytesMost = 32 * MiB;
/** Of all policies, dictionaries and rule files together. */
export const textBytesMost = 64 * MiB;
/** Of all records and documents together. */
export const dataBytesMost = 512 * MiB;
export const folderFilesMost = 1000;

/** A file that is not understood is refused, not skipped: a misnamed policy that is left out would guard nothing. */
export function placeOf(path: string): Place {
  if (/(^|\/)\./.test(path)) return { kind: 'aside' };
  if (/^documents\/[\w.-]+\/[^/]+$/.test(path)) return { kind: 'data', most: documentBytesMost };
  if (/^pictures\/[\w.-]+\/[^/]+$/.test(path)) return { kind: 'data', most: documentBytesMost };
  if (/\.md$|^LICENSE$/.test(path)) return { kind: 'aside' };
  if (/^[\w.-]+\.yaml$/.test(path)) return { kind: 'text', most: policyBytesMost };
  if (/^exceptions\/[\w.-]+\.yaml$/.test(path)) return { kind: 'text', most: policyBytesMost };
  if (/^dictionaries\/[\w.-]+\.txt$/.test(path)) return { kind: 'text', most: dictionaryBytesMost };
  if (/^secrets\/[\w.-]+\.toml$/.test(path)) return { kind: 'text', most: secretRulesBytesMost };
  if (/^records\/[\w.-]+\.(csv|hashed)$/.test(path)) return { kind: 'data', most: recordsBytesMost };
  if (/^documents\/[\w.-]+\.hashed$/.test(path)) return { kind: 'data', most: documentBytesMost };
  if (/\.yml$/.test(path)) return { kind: 'misplaced', hint: 'rename it so that it ends in `.yaml`' };
  return {
    kind: 'misplaced',
    hint: 'a policy folder holds `<name>.yaml`, `exceptions/<name>.yaml`, `dictionaries/<name>.txt`, `secrets/<name>.toml`, `records/<name>.csv`, `documents/<name>/<file>` and `pictures/<name>/<file>`: move it elsewhere',
  };
}

/** Folders that are looked into. */
export function isKnownFolder(path: string): boolean {
  return /^(dictionaries|exceptions|secrets|records|(documents|pictures)(\/[\w-][\w.-]*)?)$/.test(path);
}
