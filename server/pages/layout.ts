import { type Markup, markup } from './markup.ts';
import type { Theme } from './theme.ts';
import { langOf, languageNames, type Spoken } from './words/index.ts';

export interface Feed {
  readonly title: string;
  readonly type: string;
  readonly href: string;
}

export interface PageParts {
  readonly theme: Theme;
  readonly spoken: Spoken;
  /** What of its address says which page it is, besides the path. */
  readonly query?: Readonly<Record<string, string>>;
  readonly styles: readonly string[];
  readonly title: string;
  /** More for the head. */
  readonly head?: Markup;
  readonly feeds?: readonly Feed[];
  readonly main: Markup;
}

/** The frame of every public page: it works without script, and loads nothing from elsewhere. */
export function layout({ theme, spoken, query = {}, styles, title, head, feeds = [], main }: PageParts): string {
  const { name, tagline, logo, links, style } = theme;
  const { lang, words } = spoken;
  const ours = langOf(spoken.home, spoken);
  const sheets = [...styles, ...(style === undefined ? [] : [style])];
  const mark = logo === undefined ? markup`${sign}<span>${name}</span>` : markup`<img src="${logo}" alt="${name}">`;
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${logo ?? '/icon.svg'}">
${sheets.map((sheet) => markup`<link rel="stylesheet" href="${sheet}">\n`)}${feeds.map(feedLink)}${head}</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="masthead"><div class="wide">
<a class="brand" href="/" rel="home">${mark}</a>
${tagline !== '' && markup`<p class="tagline"${ours}>${tagline}</p>`}
${links.length > 0 && markup`<nav aria-label="${words.site}"><ul${ours}>${links.map(({ label, url }) => markup`<li><a href="${url}">${label}</a></li>`)}</ul></nav>`}
</div></header>
<main id="content" class="wide" tabindex="-1">
${main}</main>
<footer class="colophon"><div class="wide">
<p>${words.colophon}</p>
${feeds.length > 0 && markup`<ul aria-label="${words.feeds}">${feeds.map(({ href, title: label }) => markup`<li><a href="${href}">${label}</a></li>`)}</ul>`}
${languageForm(spoken, query)}
</div></footer>
</body>
</html>
`.text;
}

/** The same page in another language. A form, as an address would say where the page is that is not there. */
function languageForm({ lang, words }: Spoken, query: Readonly<Record<string, string>>): Markup {
  const kept = Object.entries(query).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  const choices = Object.entries(languageNames).map(
    ([tag, name]) =>
      markup`<button name="lang" value="${tag}" lang="${tag}"${tag === lang && markup` aria-current="true"`}>${name}</button>`,
  );
  return markup`<form class="languages" aria-label="${words.languages}">${kept}${choices}</form>`;
}

function feedLink({ title, type, href }: Feed): Markup {
  return markup`<link rel="alternate" type="${type}" title="${title}" href="${href}">\n`;
}

/** A portico: a roof on columns. */
const sign = markup`<svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true" fill="currentColor"><path d="M16 4 3 12v3h26v-3zM6 17h4v8H6zm8 0h4v8h-4zm8 0h4v8h-4zM3 27h26v2H3z"/></svg>`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3446c8"/><path d="M16 6 6 12v2h20v-2zM8 16h3v7H8zm6.5 0h3v7h-3zM21 16h3v7h-3zM6 24h20v2.5H6z" fill="#fff"/></svg>`;

/** The feeds of a place: in the words of its three formats. */
export function feedsOf(base: string): Feed[] {
  return [
    { title: 'RSS', type: 'application/rss+xml', href: `${base}/feed.rss` },
    { title: 'Atom', type: 'application/atom+xml', href: `${base}/feed.atom` },
    { title: 'JSON Feed', type: 'application/feed+json', href: `${base}/feed.json` },
  ];
}
