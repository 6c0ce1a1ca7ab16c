export type { Media, MediaLimits, UploadMeta } from './use-cases.ts';
