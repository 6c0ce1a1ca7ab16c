import { type Request, type Response, Router } from 'express';
import { sendAbsent } from '../../http/respond.ts';
import { sendAsset } from '../../http/respond-web.ts';
import { type Asset, type Bundle, bundleClient } from './bundle.ts';

/** Pages by name, and the source that each begins with. A page of its own adds its line here. */
const entryPoints = {
  console: 'console/main.tsx',
  home: 'home/main.tsx',
  design: 'design/index.css',
} as const;

export type EntryName = keyof typeof entryPoints;

/** What a page's head names. */
export interface EntryFiles {
  readonly scripts: readonly string[];
  readonly preload: readonly string[];
  readonly styles: readonly string[];
}

export interface Assets<Name extends string = EntryName> {
  /** Addresses for these entries, in order. The first call of a process bundles. */
  filesOf(names: readonly Name[]): Promise<EntryFiles>;
  /** The script of an entry, for an address of its own. */
  scriptOf(name: Name): Promise<Asset | undefined>;
  readonly router: Router;
}

/** Scripts and styles of the pages, bundled when the first page is asked for. */
export function createAssets(): Assets;
export function createAssets<Name extends string>(
  sources: Readonly<Record<Name, string>>,
  root: `/${string}`,
): Assets<Name>;
export function createAssets(
  sources: Readonly<Record<string, string>> = entryPoints,
  root = '/assets',
): Assets<string> {
  let bundled: Promise<Bundle> | undefined;
  const bundle = (): Promise<Bundle> => {
    bundled ??= bundleClient(sources);
    // A failed attempt is not the answer for ever.
    bundled.catch(() => {
      bundled = undefined;
    });
    return bundled;
  };
  const router = Router();
  router.get(`${root}/:name`, async (request: Request, response: Response) => {
    const asset = (await bundle()).files.get(String(request.params['name']));
    if (!asset) return sendAbsent(response);
    sendAsset(response, asset, request.acceptsEncodings(['br', 'gzip']));
  });
  return {
    router,
    async scriptOf(name) {
      const { entries, files } = await bundle();
      return files.get(entries.get(name)?.script ?? '');
    },
    async filesOf(names) {
      const { entries } = await bundle();
      const found = names.flatMap((name) => entries.get(name) ?? []);
      const at = (name: string): string => `${root}/${name}`;
      return {
        scripts: found.flatMap(({ script }) => script ?? []).map(at),
        preload: found.flatMap(({ preload }) => preload).map(at),
        styles: [...new Set(found.flatMap(({ style }) => style ?? []))].map(at),
      };
    },
  };
}
