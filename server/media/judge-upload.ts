import { belies, type FileKind } from '../../policies/index.ts';
import { mediaLimits } from './limits.ts';
import type { Identified } from './reading/kind-of-bytes.ts';
import type { UploadMeta, UploadOutcome } from './use-cases.ts';

export type Refusal = Extract<UploadOutcome, { kind: 'refused' }>;

const names: Readonly<Record<FileKind, string>> = {
  picture: 'a picture',
  'vector-picture': 'a vector picture',
  'moving-picture': 'a video',
  sound: 'a recording',
  pdf: 'a PDF',
  office: 'an office document',
  text: 'a text',
  encrypted: 'an encrypted or old office document',
  archive: 'an archive',
  unknown: 'of a type that is not known here',
};

const longestName = 255;
const mebibyte = 1024 * 1024;

/** What is wrong with what a client says of a file. */
export function judgeMeta({ fileName, description, focus }: UploadMeta): Refusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with control characters is not shown as it is
  if (/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(fileName) || fileName.length > longestName) {
    return refused(
      422,
      `the file's name has characters that can't be shown, or is longer than ${longestName}: rename it`,
    );
  }
  return judgeDescription({ ...(description !== undefined && { description }), ...(focus && { focus }) });
}

export function judgeDescription({ description = '', focus = [0, 0] }: Pick<UploadMeta, 'description' | 'focus'>) {
  if (description.length > mediaLimits.descriptionLength) {
    return refused(422, `the description is longer than ${mediaLimits.descriptionLength} characters: shorten it`);
  }
  if (focus.some((part) => !(part >= -1 && part <= 1))) {
    return refused(422, 'the focus is two numbers from -1 to 1, such as `0.5,-0.25`');
  }
  return undefined;
}

/** What is wrong with a file, judged by what it is. */
export function judgeFile(
  bytes: Uint8Array,
  { kind }: Identified,
  { fileName, mediaType = '' }: UploadMeta,
): Refusal | undefined {
  if (bytes.length === 0) return refused(422, 'the file is empty');
  const promised = familyOf(mediaType);
  const shown = kind === 'moving-picture' || kind === 'sound' ? 'recording' : kind;
  if (belies(fileName, kind) || (promised !== undefined && promised !== shown)) {
    return refused(422, `the file is ${names[kind]}, not what its name or type says: upload it under its own`);
  }
  if (kind === 'picture') {
    return bytes.length > mediaLimits.pictureBytes ? tooLarge('picture', mediaLimits.pictureBytes) : undefined;
  }
  if (shown === 'recording') return undefined;
  return refused(415, `the file is ${names[kind]}: pictures, videos and recordings can be attached`);
}

export function tooLarge(what: string, most: number): Refusal {
  return refused(413, `the ${what} is larger than ${most / mebibyte} MiB: make it smaller`);
}

function refused(status: Refusal['status'], reason: string): Refusal {
  return { kind: 'refused', status, reason };
}

/** What a declared media type promises, as far as it promises something. */
function familyOf(mediaType: string): string | undefined {
  if (/^image\/svg/i.test(mediaType)) return 'vector-picture';
  if (/^image\//i.test(mediaType)) return 'picture';
  return /^(audio|video)\//i.test(mediaType) ? 'recording' : undefined;
}
