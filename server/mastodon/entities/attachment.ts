import type { MediaFile } from '../../../federation/ports/index.ts';
import { firstIri, firstText, itemsOf, memberOf, numberIn, textIn } from '../nodes.ts';
import type { ShownAt } from './shown-at.ts';

export interface AttachmentUrls {
  readonly url: string;
  readonly previewUrl: string;
}

const types = { picture: 'image', 'moving-picture': 'video', sound: 'audio' } as const;

/** The `MediaAttachment` of an uploaded file; `url` is null while nobody can know yet what it says. */
export function uploadEntity(id: string, file: MediaFile, { url, previewUrl }: AttachmentUrls, read: boolean): object {
  const { kind, original, preview, description, blurhash, focus, seconds } = file;
  const [x, y] = focus ?? [];
  return {
    id,
    type: types[kind],
    url: read ? url : null,
    preview_url: previewUrl,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: {
      ...sized('original', original.width, original.height, seconds),
      ...sized('small', preview?.width, preview?.height),
      ...(x !== undefined && y !== undefined && { focus: { x, y } }),
    },
    description: description === '' ? null : description,
    blurhash: blurhash ?? null,
  };
}

/** The `MediaAttachment` of a document that another server attached. */
export function remoteAttachment(item: unknown, id: string, shownAt: ShownAt): object | undefined {
  const remote = addressOf(item);
  if (remote === undefined) return undefined;
  const type = typeOf(item);
  // What no client shows is a link at most.
  const url = type === 'unknown' ? remote : shownAt(remote, 'original');
  const [x, y] = itemsOf(memberOf(item, 'focalPoint'));
  if (url === undefined) return undefined;
  return {
    id,
    type,
    url,
    preview_url: type === 'image' ? shownAt(remote, 'preview') : url,
    remote_url: remote,
    preview_remote_url: null,
    text_url: null,
    meta: {
      ...sized('original', numberIn(item, 'width'), numberIn(item, 'height')),
      ...(isShare(x) && isShare(y) && { focus: { x, y } }),
    },
    description: textIn(item, 'name') ?? null,
    blurhash: textIn(item, 'blurhash') ?? null,
  };
}

/** A place in a picture, from its middle to one side. */
function isShare(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 1;
}

/** Where the file of an attachment is. */
export function addressOf(item: unknown): string | undefined {
  const [link] = itemsOf(memberOf(item, 'url'));
  return typeof link === 'object' ? (firstIri(memberOf(link, 'href')) ?? firstIri(link)) : firstIri(link);
}

function typeOf(item: unknown): string {
  const [main = ''] = (textIn(item, 'mediaType') ?? '').split('/');
  if (['image', 'video', 'audio'].includes(main)) return main;
  const type = firstText(memberOf(item, 'type'));
  return type === 'Image' || type === 'Video' || type === 'Audio' ? type.toLowerCase() : 'unknown';
}

function sized(name: string, width?: number, height?: number, seconds?: number): object {
  const length = seconds === undefined ? {} : { duration: seconds };
  if (width === undefined || height === undefined) return seconds === undefined ? {} : { [name]: length };
  return { [name]: { width, height, size: `${width}x${height}`, aspect: width / height, ...length } };
}
