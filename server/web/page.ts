import type { EntryFiles } from './assets/assets.ts';

export interface PageParts {
  readonly title: string;
  readonly files: EntryFiles;
  /** What the page's script starts with; readable by that page alone. */
  readonly boot?: object;
  /** Markup of the body, every text in it escaped. */
  readonly body: string;
  /** Language tag (BCP 47). */
  readonly lang?: string;
  /** More for the head, escaped. */
  readonly head?: string;
}

/** A whole HTML document with no script or style in it: both come from files. */
export function htmlPage({ title, files, boot, body, lang = 'en', head = '' }: PageParts): string {
  const lines = [
    '<!doctype html>',
    `<html lang="${escaped(lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">`,
    ...(boot ? [`<meta name="portico" content="${escaped(JSON.stringify(boot))}">`] : []),
    ...files.styles.map((path) => `<link rel="stylesheet" href="${path}">`),
    ...files.preload.map((path) => `<link rel="modulepreload" href="${path}">`),
    ...files.scripts.map((path) => `<script type="module" src="${path}"></script>`),
    ...(head === '' ? [] : [head]),
    '</head>',
    `<body>${body}</body>`,
    '</html>',
    '',
  ];
  return lines.join('\n');
}

/** Text in HTML, also between quotation marks. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A portico: a roof on columns. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3446c8"/>' +
  '<path d="M16 6 6 12v2h20v-2zM8 16h3v7H8zm6.5 0h3v7h-3zm6.500 0h3v7h-3zM6 24h20v2.500H6z" fill="#fff"/></svg>';
