import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { FeedSource } from './page-feed.ts';

/** How an organisation shows itself, from `theme.yaml` in the folder that `PORTICO_THEME` names. */
export interface Theme {
  readonly name: string;
  readonly tagline: string;
  /** Language tag of the pages' own words. */
  readonly language: string;
  /** Address of the logo on this server. */
  readonly logo?: string;
  /** Where the name leads besides the front page: the organisation's own site, its imprint. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** `moderated`: answers from outside show when a moderator lets them. */
  readonly conversation: 'open' | 'moderated';
  /** Feeds of the organisation's sites, and the accounts that announce what is new there. */
  readonly pages: readonly FeedSource[];
  /** Address of the style sheet, after Portico's own. */
  readonly style?: string;
  /** By address. */
  readonly files: ReadonlyMap<string, ThemeFile>;
}

export interface ThemeFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export type ThemeOutcome =
  | { readonly kind: 'theme'; readonly theme: Theme }
  /** One line that says what to do. */
  | { readonly kind: 'invalid'; readonly reason: string };

interface ThemeText {
  readonly name?: string;
  readonly tagline?: string;
  readonly language?: string;
  readonly logo?: string;
  readonly colours?: Readonly<Record<string, string>>;
  readonly fonts?: Readonly<Partial<Record<'text' | 'headings', string>>>;
  readonly css?: string;
  readonly links?: Theme['links'];
  readonly conversation?: Theme['conversation'];
  readonly pages?: Theme['pages'];
}

const line = { type: 'string', minLength: 1, maxLength: 200 };
const file = { type: 'string', pattern: '^[\\w-][\\w./-]*\\.(svg|png|webp|woff2|css)$', not: { pattern: '\\.\\.' } };
/** A name, a hexadecimal value or a function; nothing that ends a declaration. YAML takes ` #` for a comment: quote it. */
const functional = '[a-z-]+\\([#\\w,./% -]*(?:\\([#\\w,./% -]*\\)[#\\w,./% -]*)*\\)';
const colour = { type: 'string', maxLength: 120, pattern: `^(?:#[0-9a-fA-F]{3,8}|[a-z]+|${functional})$` };
const colours = [
  'accent',
  'accent-hover',
  'accent-soft',
  'on-accent',
  'text',
  'text-muted',
  'surface',
  'surface-sunken',
  'line',
];

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: line,
    tagline: line,
    language: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
    logo: file,
    colours: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(colours.map((name) => [name, colour])),
    },
    fonts: { type: 'object', additionalProperties: false, properties: { text: file, headings: file } },
    css: file,
    links: {
      type: 'array',
      maxItems: 8,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['label', 'url'],
        properties: { label: line, url: { type: 'string', pattern: '^https?://' } },
      },
    },
    conversation: { enum: ['open', 'moderated'] },
    pages: {
      type: 'array',
      maxItems: 8,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['feed', 'account'],
        properties: { feed: { type: 'string', pattern: '^https?://' }, account: line },
      },
    },
  },
};

const types: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.css': 'text/css; charset=utf-8',
};

/** Reads the theme; without a folder, the plain one under the server's own name. */
export async function readTheme(folder: string | undefined, origin: string): Promise<ThemeOutcome> {
  const plain = {
    name: new URL(origin).host,
    tagline: '',
    language: 'en',
    links: [],
    pages: [],
    conversation: 'open',
  } as const;
  if (folder === undefined) return { kind: 'theme', theme: { ...plain, files: new Map() } };
  const path = join(folder, 'theme.yaml');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return invalid(`\`${path}\` can't be read: PORTICO_THEME names a folder with a theme.yaml`);
  const given = parsed(text);
  if (given === undefined) return invalid(`\`${path}\` is no YAML: check its quotation marks and brackets`);
  const ajv = new Ajv({ strict: false });
  if (!ajv.validate(schema, given)) {
    const [fault] = ajv.errors ?? [];
    return invalid(`\`${path}\`: ${fault?.instancePath || 'the file'} ${fault?.message}`);
  }
  return build(folder, given as ThemeText, plain);
}

async function build(
  folder: string,
  { colours: chosen = {}, fonts = {}, css, logo, ...rest }: ThemeText,
  plain: Omit<Theme, 'files'>,
): Promise<ThemeOutcome> {
  const files = new Map<string, ThemeFile>();
  const add = async (name: string): Promise<string> => {
    const bytes = await readFile(join(folder, name));
    return publish(files, relative(folder, join(folder, name)), types[extname(name)] ?? '', bytes);
  };
  try {
    const logoAt = logo === undefined ? undefined : await add(logo);
    const families: string[] = [];
    for (const [use, name] of Object.entries(fonts)) families.push(fontRule(use, await add(name)));
    const rules = Object.entries(chosen).map(([name, value]) => `--${name}:${value};`);
    const own = css === undefined ? '' : await readFile(join(folder, css), 'utf8');
    const sheet = `${families.join('\n')}\n:root{${rules.join('')}}\n${own}`;
    const style = publish(files, 'theme.css', types['.css'] ?? '', Buffer.from(sheet));
    return { kind: 'theme', theme: { ...plain, ...rest, files, style, ...(logoAt !== undefined && { logo: logoAt }) } };
  } catch {
    return invalid(`a file that \`${join(folder, 'theme.yaml')}\` names can't be read`);
  }
}

function publish(files: Map<string, ThemeFile>, name: string, type: string, bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const address = `/theme/${digest}-${name.replaceAll(/[^\w.-]/g, '-')}`;
  files.set(address, { type, bytes });
  return address;
}

/** A size-adjusted fallback is the operator's to add in css; `optional` never moves the text of a page that is read. */
function fontRule(use: string, address: string): string {
  const [family, variable] = use === 'text' ? ['theme-text', '--font'] : ['theme-headings', '--font-headings'];
  return `@font-face{font-family:${family};src:url(${address}) format("woff2");font-display:optional;font-weight:100 900}
:root{${variable}:${family},system-ui,sans-serif;}`;
}

function parsed(text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch {
    return undefined;
  }
}

function invalid(reason: string): ThemeOutcome {
  return { kind: 'invalid', reason };
}
