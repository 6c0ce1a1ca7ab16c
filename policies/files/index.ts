export { type AttachedFile, attachedFiles, type FileLookup } from './attached.ts';
export type { FileContent, FilePart, KnownFile, UnreadableCause } from './content.ts';
export { fieldsOfFile, fileOfField } from './fields.ts';
export { belies, type FileKind, kindOfMediaType } from './kinds.ts';
export { describeUnreadable, faultOf, withFiles } from './unreadable.ts';
