import type { MediaLibrary } from '../ports/index.ts';

/** The library of a server that takes no files. */
export const noMedia: MediaLibrary = {
  byId: () => Promise.resolve(undefined),
  contentOf: () => Promise.resolve({ kind: 'unreadable', cause: 'missing', parts: [] }),
  bytesOf: () => Promise.resolve(undefined),
};
