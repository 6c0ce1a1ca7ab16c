import type { DataKind } from '../../../../../policy-sets/data-sets.ts';

interface KindWords {
  readonly kind: DataKind;
  readonly title: string;
  /** What a file of it looks like. */
  readonly hint: string;
  /** For the file dialog of the browser. */
  readonly accept: string;
  readonly several: boolean;
}

/** What policies look for beside patterns, in words. */
export const kinds: readonly KindWords[] = [
  {
    kind: 'dictionaries',
    title: 'Dictionary',
    hint: 'A text file (.txt, UTF-8) with one term a line.',
    accept: '.txt,text/plain',
    several: false,
  },
  {
    kind: 'records',
    title: 'Records, matched exactly',
    hint: 'A table (.csv) with a header row; a * behind the name of a column makes it searchable. Kept as hashes.',
    accept: '.csv,text/csv',
    several: false,
  },
  {
    kind: 'documents',
    title: 'Confidential document',
    hint: 'PDF, office files, .txt or .md, without a password. Kept as fingerprints.',
    accept: '.pdf,.docx,.xlsx,.pptx,.odt,.txt,.md',
    several: true,
  },
  {
    kind: 'pictures',
    title: 'Confidential pictures',
    hint: 'PNG or JPEG. Kept is how they look, not the pictures.',
    accept: 'image/png,image/jpeg',
    several: true,
  },
];

export function titleOf(kind: DataKind): string {
  return kinds.find((one) => one.kind === kind)?.title ?? kind;
}
