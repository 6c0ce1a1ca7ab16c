import { type FetchedFile, unreachable } from './fetched.ts';
import { Journey, type JourneyParts } from './journey.ts';
import { isFileType } from './media-type.ts';
import { Slots } from './slots.ts';

export interface FileFetcher {
  /** Fetches a picture or recording under every guard of a document, with the limits of a file. */
  fetchFile(url: string): Promise<FetchedFile>;
}

/** A few at once, since each of them may fill its whole limit. */
export function createFileFetcher(parts: JourneyParts): FileFetcher {
  const { fileBytes, fileDeadline, fileFetches, fetchesWaiting } = parts.limits;
  const limits = { ...parts.limits, documentBytes: fileBytes, requestDeadline: fileDeadline };
  const slots = new Slots(fetchesWaiting);
  return {
    async fetchFile(url) {
      if (!(await slots.take(fileFetches))) return unreachable('busy');
      try {
        const wanted = { accept: 'image/*, video/*, audio/*', isType: isFileType };
        const landed = await new Journey({ ...parts, limits }, url, wanted).land(url);
        return landed.kind === 'landed' ? { kind: 'file', bytes: landed.bytes } : landed;
      } finally {
        slots.give();
      }
    },
  };
}
