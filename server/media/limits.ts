import type { MediaLimits } from './use-cases.ts';

const MiB = 1024 * 1024;

export const mediaLimits: MediaLimits = {
  pictureBytes: 16 * MiB,
  picturePixels: 50_000_000,
  recordingBytes: 40 * MiB,
  descriptionLength: 1500,
  mediaTypes: [
    ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/tiff'],
    ...['video/mp4', 'video/quicktime', 'video/webm'],
    ...['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/flac'],
  ],
};
