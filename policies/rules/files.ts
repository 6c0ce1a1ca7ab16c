/** The files of a policy folder by their path relative to it: text as it stands, or bytes where it is no text. */
export type PolicyFiles = Readonly<Record<string, string | Uint8Array>>;

/** The text of a file that is no plain text, such as a PDF, or why it has none. */
export type ExtractedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string; readonly hint?: string };

/**
 * Takes the text out of a file of `documents/`. Who needs time for it does it before the set is compiled, and hands
 * the results in here.
 */
export type ExtractText = (file: string, content: Uint8Array) => ExtractedText;

/** What a file is to the set, by its path. */
export type FileRole =
  | { readonly kind: 'policy' | 'exception' | 'dictionary' | 'secret-rules' | 'other' }
  | { readonly kind: 'records' | 'hashed-records' | 'document' | 'hashed-document' | 'picture'; readonly name: string }
  | { readonly kind: 'stray'; readonly message: string; readonly hint: string };

const stray = (what: string, hint: string): FileRole => ({
  kind: 'stray',
  message: `${what} that would not be read`,
  hint,
});

export function roleOf(file: string): FileRole {
  if (/^[^/]+\.yaml$/.test(file)) return { kind: 'policy' };
  if (/^exceptions\/[^/]+\.yaml$/.test(file)) return { kind: 'exception' };
  if (/^dictionaries\/[^/]+\.txt$/.test(file)) return { kind: 'dictionary' };
  if (/^secrets\/[^/]+\.toml$/.test(file)) return { kind: 'secret-rules' };
  const [, folder, name, rest = ''] =
    /^(records|documents|pictures)\/([^/]+?)(\.csv|\.hashed|\/[^/]+)?$/.exec(file) ?? [];
  if (name !== undefined) {
    if (folder === 'pictures' && rest.startsWith('/')) return { kind: 'picture', name };
    if (folder !== 'pictures' && rest === '.hashed')
      return { kind: folder === 'records' ? 'hashed-records' : 'hashed-document', name };
    if (folder === 'records' && rest === '.csv') return { kind: 'records', name };
    if (folder === 'documents' && rest.startsWith('/')) return { kind: 'document', name };
  }
  if (file.startsWith('exceptions/')) return stray('an exception', 'exceptions are `exceptions/<name>.yaml`');
  if (/\.ya?ml$/i.test(file)) return stray('a policy', 'policies are `<name>.yaml` at the top of the folder');
  if (file.startsWith('dictionaries/')) return stray('a dictionary', 'dictionaries are `dictionaries/<name>.txt`');
  if (file.startsWith('secrets/')) return stray('a rule file', 'rule files are `secrets/<name>.toml`');
  if (file.startsWith('records/')) return stray('a data set', 'data sets are `records/<name>.csv`');
  if (file.startsWith('pictures/')) return stray('a picture', 'pictures are `pictures/<name>/<file>`');
  if (file.startsWith('documents/')) return stray('a document', 'documents are `documents/<name>/<file>`');
  return { kind: 'other' };
}

/** A file as text; undefined where it is not UTF-8. */
export function textOf(content: string | Uint8Array): string | undefined {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
