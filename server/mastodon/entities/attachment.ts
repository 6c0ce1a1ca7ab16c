import type { MediaFile } from '../../../federation/ports/index.ts';
import { firstIri, firstText, itemsOf, memberOf, numberIn, textIn } from '../nodes.ts';

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
export function remoteAttachment(item: unknown, id: string): object | undefined {
  const url = addressOf(item);
  if (url === undefined) return undefined;
  return {
    id,
    type: typeOf(item),
    url,
    preview_url: url,
    remote_url: url,
    preview_remote_url: null,
    text_url: null,
    meta: sized('original', numberIn(item, 'width'), numberIn(item, 'height')),
    description: textIn(item, 'name') ?? null,
    blurhash: textIn(item, 'blurhash') ?? null,
  };
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
