export { createMedia } from './media.ts';
export type { MediaParts } from './parts.ts';
export { createDiskBytes } from './storage/disk.ts';
export type {
  DescribeOutcome,
  Media,
  MediaAddresses,
  MediaLimits,
  UploadMeta,
  UploadOutcome,
  Viewer,
} from './use-cases.ts';
