import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  FlacOutputFormat,
  Input,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import type { Encoded } from './encoded.ts';

interface Container {
  readonly format: () => OutputFormat;
  readonly mediaType: string;
}

const mp4 = (mediaType: string): Container => ({
  format: () => new Mp4OutputFormat({ fastStart: 'in-memory' }),
  mediaType,
});
const webm = { format: () => new WebMOutputFormat(), mediaType: 'video/webm' };

/** The container that the tracks of each kind of recording are moved into, by the type that its bytes have. */
const containers: Readonly<Record<string, Container>> = {
  'video/mp4': mp4('video/mp4'),
  'video/x-m4v': mp4('video/mp4'),
  'video/quicktime': mp4('video/mp4'),
  'video/webm': webm,
  'audio/x-m4a': mp4('audio/mp4'),
  'audio/mp4': mp4('audio/mp4'),
  'audio/mpeg': { format: () => new Mp3OutputFormat(), mediaType: 'audio/mpeg' },
  'audio/ogg': { format: () => new OggOutputFormat(), mediaType: 'audio/ogg' },
  'audio/ogg; codecs=opus': { format: () => new OggOutputFormat(), mediaType: 'audio/ogg' },
  'audio/wav': { format: () => new WavOutputFormat(), mediaType: 'audio/wav' },
  'audio/flac': { format: () => new FlacOutputFormat(), mediaType: 'audio/flac' },
  'audio/x-flac': { format: () => new FlacOutputFormat(), mediaType: 'audio/flac' },
};

/**
 * Moves the tracks of a recording, as they are encoded, into a fresh container: titles, places, cover pictures and
 * subtitles stay behind. A recording whose tracks can't be moved is refused.
 */
export async function encodeRecording(bytes: Uint8Array, mediaType: string): Promise<Encoded> {
  const container = containers[mediaType];
  if (!container)
    return refused(415, `recordings of the type \`${mediaType}\` are not taken: convert it to MP4 or MP3`);
  try {
    return await remux(bytes, container);
  } catch {
    return refused(422, 'the recording is damaged or of an unusual kind: convert it to MP4 or MP3');
  }
}

function refused(status: 415 | 422, reason: string): Encoded {
  return { kind: 'refused', status, reason };
}

async function remux(bytes: Uint8Array, { format, mediaType }: Container): Promise<Encoded> {
  using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const target = new BufferTarget();
  const output = new Output({ format: format(), target });
  const conversion = await Conversion.init({ input, output, tags: {}, showWarnings: false });
  const left = conversion.discardedTracks.filter(({ track }) => track.type === 'video' || track.type === 'audio');
  if (!conversion.isValid || left.length > 0)
    return refused(422, 'the recording can not be moved: convert it to MP4 or MP3');
  await conversion.execute();
  if (!target.buffer) throw new Error('a finished conversion has its bytes');
  const video = await input.getPrimaryVideoTrack();
  const size = video ? { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() } : {};
  const seconds = await input.computeDuration();
  return { kind: 'encoded', original: { bytes: new Uint8Array(target.buffer), mediaType, ...size }, seconds };
}
