import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Metafile, stop } from 'esbuild';

/** A file for browsers. Its name has the hash of what is in it, so whoever has it never asks again. */
export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly brotli: Uint8Array;
  readonly gzip: Uint8Array;
}

/** What a page loads of one entry; `preload` names the chunks that its script imports at once. */
interface Entry {
  readonly script?: string;
  readonly preload: readonly string[];
  readonly style?: string;
}

export interface Bundle {
  /** By name, such as `console-5KQH2JX4.js`. */
  readonly files: ReadonlyMap<string, Asset>;
  readonly entries: ReadonlyMap<string, Entry>;
}

const sources = join(import.meta.dirname, '../client');
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Bundles what runs in browsers, in memory: nothing has to be built or written before the server starts. */
export function bundleClient(entryPoints: Readonly<Record<string, string>>): Promise<Bundle> {
  const bundling = before.then(() => bundled(entryPoints));
  before = bundling.catch(() => undefined);
  return bundling;
}

/** One at a time: whoever is done ends the process that bundles, under all others too. */
let before: Promise<unknown> = Promise.resolve();

async function bundled(entryPoints: Readonly<Record<string, string>>): Promise<Bundle> {
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: sources,
      entryPoints: { ...entryPoints },
      outdir: sources,
      bundle: true,
      write: false,
      metafile: true,
      splitting: true,
      format: 'esm',
      target: ['es2022'],
      minify: true,
      // What the image has no copy of is not asked for.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      jsx: 'automatic',
      jsxImportSource: 'preact',
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      legalComments: 'none',
      logLevel: 'silent',
    });
    const files = await Promise.all(
      outputFiles.map(async ({ path, contents }) => [nameOf(path), await assetOf(path, contents)] as const),
    );
    const entries = Object.entries(entryPoints).map(([entry, source]) => [entry, entryOf(metafile, source)] as const);
    return { files: new Map(files), entries: new Map(entries) };
  } finally {
    // esbuild works in a process of its own, which nobody needs once everything is bundled.
    await stop();
  }
}

function entryOf({ outputs }: Metafile, source: string): Entry {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
  if (!found) throw new Error(`the bundle has no entry for ${source}`);
  const [path, { imports, cssBundle }] = found;
  if (path.endsWith('.css')) return { style: nameOf(path), preload: [] };
  const preload = imports.filter(({ kind }) => kind === 'import-statement').map(({ path: chunk }) => nameOf(chunk));
  return { script: nameOf(path), preload, ...(cssBundle !== undefined && { style: nameOf(cssBundle) }) };
}

async function assetOf(path: string, bytes: Uint8Array): Promise<Asset> {
  const type = types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return { type, bytes, brotli: await toBrotli(bytes, { params }), gzip: await toGzip(bytes) };
}

function nameOf(path: string): string {
  return path.slice(path.replaceAll('\\', '/').lastIndexOf('/') + 1);
}
