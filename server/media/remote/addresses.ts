import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a file of another server is shown as; each has its own size. */
export const remoteRenditions = ['avatar', 'header', 'emoji', 'original', 'preview'] as const;
export type RemoteRendition = (typeof remoteRenditions)[number];

/** Addresses of ours under which files of other servers are shown. */
export interface RemoteAddresses {
  /** Where a file is shown, so that whoever looks at it tells nobody else; undefined for what is no web address. */
  addressOf(url: string, rendition: RemoteRendition): string | undefined;
  /** What such an address stands for; undefined for one that was not made here. */
  urlOf(rendition: string, name: string): { readonly url: string; readonly rendition: RemoteRendition } | undefined;
}

const urlLength = 2_048;

/** Only what this server names is fetched by it: a name carries the address with its authentication code. */
export function createRemoteAddresses(origin: string, key: Uint8Array): RemoteAddresses {
  const macOf = (url: string, rendition: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(['portico-remote-media-1', rendition, url]))
      .digest();
  return {
    addressOf(url, rendition) {
      if (url.length > urlLength || !/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
      const mac = macOf(url, rendition).toString('base64url');
      return `${origin}/media/remote/${rendition}/${mac}.${Buffer.from(url).toString('base64url')}`;
    },
    urlOf(asked, name) {
      const rendition = remoteRenditions.find((one) => one === asked);
      const [, mac, encoded] = /^([\w-]{43})\.([\w-]{1,4096})$/.exec(name) ?? [];
      if (rendition === undefined || mac === undefined || encoded === undefined) return undefined;
      const url = Buffer.from(encoded, 'base64url').toString();
      return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(url, rendition)) ? { url, rendition } : undefined;
    },
  };
}
