/** What a file is, as far as reading it goes. */
export type FileKind =
  | 'picture'
  | 'vector-picture'
  | 'moving-picture'
  | 'sound'
  | 'pdf'
  | 'office'
  | 'text'
  | 'encrypted'
  | 'archive'
  | 'unknown';

const pictures = ['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff', 'heic', 'heif', 'apng'];
const office = ['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'];
const archives =
  /^application\/(zip|gzip|java-archive|zstd|x-(7z-compressed|rar-compressed|tar|bzip2?|xz|lz4|lzip|compress|cpio|unix-archive|apple-diskimage|iso9660-image)|vnd\.(ms-cab-compressed|debian\.binary-package)|epub\+zip|x-rpm|x-deb)$/;

/** The kind of a media type that magic bytes, not a name or a header, gave. */
export function kindOfMediaType(mediaType: string): FileKind {
  const [family = '', name = ''] = mediaType.toLowerCase().split(';')[0]?.trim().split('/') ?? [];
  if (family === 'image' && name === 'svg+xml') return 'vector-picture';
  if (family === 'image') return pictures.includes(name) ? 'picture' : 'unknown';
  if (family === 'video') return 'moving-picture';
  if (family === 'audio') return 'sound';
  if (family === 'text') return 'text';
  if (mediaType === 'application/pdf') return 'pdf';
  if (office.some((ending) => mediaType === `application/vnd.openxmlformats-officedocument.${ending}`)) return 'office';
  if (name === 'x-cfb') return 'encrypted';
  return archives.test(`${family}/${name}`) ? 'archive' : 'unknown';
}

const endings: Readonly<Partial<Record<FileKind, RegExp>>> = {
  picture: /\.(jpe?g|jfif|png|gif|webp|avif|tiff?|hei[cf]s?|apng)$/i,
  'vector-picture': /\.svg$/i,
  'moving-picture': /\.(mp4|m4v|mov|webm|mkv|ogv)$/i,
  sound: /\.(mp3|m4a|ogg|oga|opus|flac|wav|aac)$/i,
  pdf: /\.pdf$/i,
  office: /\.(docx|xlsx|pptx)$/i,
};

/** Whether a name promises another kind of file than this one is. A name without a known ending promises nothing. */
export function belies(fileName: string, kind: FileKind): boolean {
  const promised = Object.entries(endings).find(([, ending]) => ending.test(fileName))?.[0];
  if (promised === undefined) return false;
  const sounding = kind === 'sound' || kind === 'moving-picture';
  return sounding ? promised !== 'sound' && promised !== 'moving-picture' : promised !== kind;
}
