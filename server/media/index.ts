export type { Media, UploadMeta } from './use-cases.ts';
