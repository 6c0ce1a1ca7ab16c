import type { RemoteMedia, RemoteRendition } from '../../media/remote/index.ts';

/** Where a client shows a file: what is elsewhere by this server, so that nobody there learns who looks at it. */
export type ShownAt = (url: string, rendition: RemoteRendition) => string | undefined;

export function createShownAt(origin: string, remoteMedia: Pick<RemoteMedia, 'addressOf'>): ShownAt {
  return (url, rendition) => (url.startsWith(`${origin}/`) ? url : remoteMedia.addressOf(url, rendition));
}
