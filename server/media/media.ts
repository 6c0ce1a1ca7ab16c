import { hash, randomBytes } from 'node:crypto';
import type { Account, MediaFile, MediaRendition } from '../../federation/ports/index.ts';
import type { FileContent } from '../../policies/index.ts';
import { createMediaAccess } from './access.ts';
import type { Encoded, EncodedBytes } from './encoding/encoded.ts';
import { encodePicture } from './encoding/picture.ts';
import { encodeRecording } from './encoding/recording.ts';
import { gather } from './gather.ts';
import { judgeDescription, judgeFile, judgeMeta, tooLarge } from './judge-upload.ts';
import { keyOf } from './keys.ts';
import { mediaLimits } from './limits.ts';
import type { MediaParts } from './parts.ts';
import { kindOfBytes } from './reading/kind-of-bytes.ts';
import { createReadings, type Readings } from './readings.ts';
import { createTurns, type Turns } from './turns.ts';
import type { DescribeOutcome, Media, UploadMeta, UploadOutcome } from './use-cases.ts';

export function createMedia(parts: MediaParts): Media {
  const { files, uses, bytes, commits, reader, origin, clock } = parts;
  const access = createMediaAccess({ key: parts.accessKey, tokens: parts.tokens, clock });
  const readings = createReadings(parts);
  // A decoded picture takes hundreds of megabytes.
  const inTurn = createTurns();
  const ownFile = async (account: Account, id: string): Promise<MediaFile | undefined> => {
    const file = await files.byId(id);
    return file?.owner === account.actorId ? file : undefined;
  };
  return {
    limits: mediaLimits,
    upload: (account, stream, meta) => upload({ ...parts, readings, inTurn }, account, stream, meta),
    ownFile,
    async describe(account, id, change): Promise<DescribeOutcome> {
      const file = await ownFile(account, id);
      if (!file) return { kind: 'absent' };
      const problem = judgeDescription(change);
      if (problem) return { kind: 'refused', status: 422, reason: problem.reason };
      const described = { ...file, ...change };
      await commits.commit([{ change: 'media.put', file: described }]);
      return { kind: 'described', file: described };
    },
    async remove(account, id) {
      const file = await ownFile(account, id);
      if (!file) return 'absent';
      if ((await uses.objectsShowing(id)).length > 0) return 'in-use';
      // Who reads it at this moment would write it down again.
      await readings.contentOf(file);
      // The row goes first: a file that is known has its bytes.
      await commits.commit([{ change: 'media.remove', id }]);
      await bytes.remove(keyOf(id, 'original'));
      await bytes.remove(keyOf(id, 'preview'));
      return 'removed';
    },
    isRead: (file) => file.sealedContent !== undefined,
    byId: (id) => files.byId(id),
    contentOf: (file) => readings.contentOf(file),
    read: (given, fileName) => reader.read(given, fileName),
    bytesOf: (id, rendition) => bytes.get(keyOf(id, rendition)),
    addressesOf(file, viewer) {
      const id = `${origin}/media/${file.id}`;
      const granted = `?access=${access.grant(file.id, viewer)}`;
      return { id, url: `${id}${granted}`, previewUrl: `${id}${file.preview ? '/preview' : ''}${granted}` };
    },
    viewerOf: (mediaId, given) => access.viewerOf(mediaId, given),
    drain: () => readings.drain(),
    async [Symbol.asyncDispose]() {
      await readings.drain();
      await reader[Symbol.asyncDispose]();
    },
  };
}

async function upload(
  parts: MediaParts & { readonly readings: Readings; readonly inTurn: Turns },
  account: Account,
  stream: AsyncIterable<Uint8Array>,
  meta: UploadMeta,
): Promise<UploadOutcome> {
  const problem = judgeMeta(meta);
  if (problem) return problem;
  const gathered = await gather(stream);
  if (gathered.kind === 'too-large') return tooLarge('file', mediaLimits.recordingBytes);
  const identified = await kindOfBytes(gathered.bytes);
  const unfit = judgeFile(gathered.bytes, identified, meta);
  if (unfit) return unfit;
  const { kind, mediaType = '' } = identified;
  const encoded = await parts.inTurn(() =>
    kind === 'picture' ? encodePicture(gathered.bytes) : encodeRecording(gathered.bytes, mediaType),
  );
  if (encoded.kind === 'refused') return encoded;
  const file = fileOf(parts, account, meta, kind as MediaFile['kind'], encoded);
  await keep(parts, file, encoded);
  // What is read is what was sent: its metadata does not leave, and its author may not know of it.
  const reading = parts.readings.begin(file, gathered.bytes, meta.fileName);
  const content = await Promise.race([reading, nextTurn()]);
  return { kind: 'uploaded', file, read: content !== undefined };
}

function nextTurn(): Promise<FileContent | undefined> {
  return new Promise((resolve) => setImmediate(resolve, undefined));
}

type Made = Extract<Encoded, { kind: 'encoded' }>;

function fileOf(
  { clock }: MediaParts,
  account: Account,
  { description = '', focus }: UploadMeta,
  kind: MediaFile['kind'],
  { original, preview, blurhash, seconds }: Made,
): MediaFile {
  return {
    id: randomBytes(18).toString('base64url'),
    owner: account.actorId,
    kind,
    original: renditionOf(original),
    ...(preview && { preview: renditionOf(preview) }),
    ...(blurhash !== undefined && { blurhash }),
    ...(seconds !== undefined && { seconds }),
    description,
    ...(focus && { focus }),
    uploadedAt: clock(),
  };
}

function renditionOf({ bytes, ...shown }: EncodedBytes): MediaRendition {
  return { ...shown, size: bytes.length, digest: hash('sha256', bytes, 'base64') };
}

/** The bytes first: a file that is known has its bytes. */
async function keep({ bytes, commits }: MediaParts, file: MediaFile, { original, preview }: Made): Promise<void> {
  await bytes.put(keyOf(file.id, 'original'), original.bytes, original.mediaType);
  if (preview) await bytes.put(keyOf(file.id, 'preview'), preview.bytes, preview.mediaType);
  await commits.commit([{ change: 'media.put', file }]);
}
