import type { Json, JsonObject } from '../model/json.ts';
import type { KnownFile } from './content.ts';

/** Tells of a URL which of our files it is; undefined for one that is none of ours. */
export type FileLookup = (url: string) => KnownFile | undefined;

/** A file of ours that a document shows. */
export interface AttachedFile extends KnownFile {
  readonly url: string;
  /** JSON pointer of what goes when the file goes: the attachment, icon or image. */
  readonly pointer: string;
}

const holders = new Set(['attachment', 'icon', 'image', 'preview']);
const inside = new Set(['object']);

/** Files of ours that a document in compact form shows, in its order. */
export function attachedFiles(document: JsonObject, lookup: FileLookup): AttachedFile[] {
  const found: AttachedFile[] = [];
  const visit = (node: JsonObject, pointer: string): void => {
    for (const [key, value] of Object.entries(node)) {
      const items = Array.isArray(value) ? value : [value];
      for (const [at, item] of items.entries()) {
        const place = `${pointer}/${key}${Array.isArray(value) ? `/${at}` : ''}`;
        if (holders.has(key)) found.push(...filesAt(item, place, lookup));
        if ((holders.has(key) || inside.has(key)) && isNode(item)) visit(item, place);
      }
    }
  };
  visit(document, '');
  return found;
}

function filesAt(item: Json | undefined, pointer: string, lookup: FileLookup): AttachedFile[] {
  return urlsOf(item).flatMap((url) => {
    const known = lookup(url);
    return known ? [{ ...known, url, pointer }] : [];
  });
}

/** Where the bytes of an attachment are: itself, its `url` or the `href` of the link that stands there. */
function urlsOf(item: Json | undefined): string[] {
  if (typeof item === 'string') return [item];
  if (!isNode(item)) return [];
  const urls = [item['url'] ?? [], item['href'] ?? []].flat();
  const found = urls.flatMap((url) => (typeof url === 'string' ? [url] : isNode(url) ? urlsOf(url['href']) : []));
  return [...new Set(found)];
}

function isNode(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
