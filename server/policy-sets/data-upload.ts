import type { PolicySetRecord } from '../../federation/ports/index.ts';
import type { PolicyFiles, Problem } from '../../policies/index.ts';
import { createFileReader } from '../media/reading/reader.ts';
import { placeOf } from '../policy-folder/layout.ts';
import { contentOf, problem } from '../policy-folder/load.ts';
import { type DataKind, dataSetOf } from './data-sets.ts';
import type { PolicyVersions, PushOutcome } from './versions.ts';

/** A file as somebody has it on their disk. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DataChange {
  /** The version to build on; undefined where there is none. */
  readonly from: PolicySetRecord | undefined;
  readonly kind: DataKind;
  readonly name: string;
  /** What takes the place of the data set; none where it is taken away. */
  readonly files: readonly UploadedFile[];
  /** Actor IRI. */
  readonly author: string;
}

/** What `changeData` tells beside what comes of handing in a version: nothing under this name to take away. */
export type DataOutcome = PushOutcome | { readonly kind: 'absent' };

/**
 * Hands in a version with a data set put in, replaced or taken away; nothing is in force by that. The files themselves are
 * kept no longer than it takes to read or hash them.
 */
export async function changeData(versions: Pick<PolicyVersions, 'push'>, change: DataChange): Promise<DataOutcome> {
  const { from, kind, name, files, author } = change;
  const key = `${kind}/${name}`;
  const before = Object.entries(from?.files ?? {});
  const rest = before.filter(([file]) => dataSetOf(file) !== key);
  if (files.length === 0 && rest.length === before.length) return { kind: 'absent' };
  const read = await readFiles(kind, name, files);
  if (read.problems.length > 0) return { kind: 'refused', problems: read.problems };
  const verb = files.length === 0 ? 'Take away' : rest.length === before.length ? 'Add' : 'Replace';
  return versions.push({ files: { ...Object.fromEntries(rest), ...read.files }, author, message: `${verb} ${key}` });
}

interface ReadFiles {
  readonly files: PolicyFiles;
  readonly problems: readonly Problem[];
}

async function readFiles(kind: DataKind, name: string, uploads: readonly UploadedFile[]): Promise<ReadFiles> {
  const files: Record<string, string | Uint8Array> = {};
  const problems: Problem[] = [];
  await using reader = createFileReader();
  if (uploads.length > 1 && (kind === 'dictionaries' || kind === 'records')) {
    problems.push(problem(`${kind}/${name}`, 'it is one file', 'put everything into one'));
  }
  for (const { name: file, bytes } of uploads) {
    const path = pathOf(kind, name, file);
    const place = path === undefined ? undefined : placeOf(path);
    if (path === undefined || !place || !('most' in place)) problems.push(problem(file, wrongType[kind], hints[kind]));
    else if (bytes.length > place.most) {
      problems.push(
        problem(file, `\`${file}\` is larger than ${place.most} bytes`, 'split it, or leave out what is not needed'),
      );
    } else {
      const content = await contentOf(path, bytes, reader);
      if (typeof content === 'string' || content instanceof Uint8Array) files[path] = content;
      else problems.push({ ...content, file, message: content.message.replaceAll(path, file) });
    }
  }
  return { files, problems };
}

/** Where a file stands in a policy folder; undefined where its type does not belong there. */
function pathOf(kind: DataKind, name: string, file: string): string | undefined {
  if (kind === 'dictionaries') return /\.txt$/i.test(file) ? `dictionaries/${name}.txt` : undefined;
  if (kind === 'records') return /\.csv$/i.test(file) ? `records/${name}.csv` : undefined;
  const plain = file.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '');
  return plain === '' || /\.hashed$/i.test(plain) ? undefined : `${kind}/${name}/${plain}`;
}

const wrongType: Readonly<Record<DataKind, string>> = {
  dictionaries: 'a dictionary is a text file',
  records: 'records are comma-separated values',
  documents: 'this is no document whose text can be taken',
  pictures: 'this is no picture that can be read',
};
const hints: Readonly<Record<DataKind, string>> = {
  dictionaries: 'save one term a line as `.txt`',
  records: 'save the table as `.csv` with a header row',
  documents: 'save it as PDF, an office file, `.txt` or `.md`',
  pictures: 'save it as PNG or JPEG',
};
