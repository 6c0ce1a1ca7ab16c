/** What a file is to a policy folder (DESIGN.md §5), judged by its path relative to the folder. */
export type Place =
  /** Part of the set, at most this many bytes. */
  | { readonly kind: 'part'; readonly most: number }
  /** Says something to people only. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'misplaced'; readonly hint: string };

const MiB = 1024 * 1024;
export const policyBytesMost = MiB;
export const dictionaryBytesMost = 32 * MiB;
/** Of all files together. */
export const folderBytesMost = 64 * MiB;
export const folderFilesMost = 1000;

/** A file that is not understood is refused, not skipped: a misnamed policy that is left out would guard nothing. */
export function placeOf(path: string): Place {
  if (/(^|\/)\.|\.md$|^LICENSE$/.test(path)) return { kind: 'aside' };
  if (/^[\w.-]+\.yaml$/.test(path)) return { kind: 'part', most: policyBytesMost };
  if (/^dictionaries\/[\w.-]+\.txt$/.test(path)) return { kind: 'part', most: dictionaryBytesMost };
  if (/\.yml$/.test(path)) return { kind: 'misplaced', hint: 'rename it so that it ends in `.yaml`' };
  return {
    kind: 'misplaced',
    hint: 'a policy folder holds `<name>.yaml` and `dictionaries/<name>.txt`: move it elsewhere',
  };
}

/** Folders that are looked into. */
export function isKnownFolder(path: string): boolean {
  return path === 'dictionaries';
}
