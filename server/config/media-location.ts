import { resolve } from 'node:path';

/** Where uploaded files rest. The keys of an object store are among the secrets. */
export type MediaLocation =
  | { readonly kind: 'disk'; readonly folder: string }
  | { readonly kind: 's3'; readonly endpoint: string; readonly bucket: string; readonly region: string };

const usualRegion = 'us-east-1';

/** `file:` or `file:<folder>` (relative to the data folder), or `s3:<https endpoint>/<bucket>?region=…`. */
export function parseMedia(
  given: string | undefined,
  dataFolder: string,
  { plainHttp, report }: { readonly plainHttp: boolean; readonly report: (problem: string) => void },
): MediaLocation {
  const value = given ?? 'file:';
  const disk = { kind: 'disk', folder: resolve(dataFolder, value.slice('file:'.length) || 'media') } as const;
  if (value.startsWith('file:')) return disk;
  const url = value.startsWith('s3:') ? URL.parse(value.slice('s3:'.length)) : null;
  const bucket = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(url?.pathname ?? '')?.[1];
  const secure = url?.protocol === 'https:' || (plainHttp && url?.protocol === 'http:');
  if (url && bucket !== undefined && secure && url.username === '') {
    return { kind: 's3', endpoint: url.origin, bucket, region: url.searchParams.get('region') ?? usualRegion };
  }
  report(
    'PORTICO_MEDIA is not a place for files: use `file:<folder>` or `s3:https://<endpoint>/<bucket>?region=<region>`',
  );
  return disk;
}
