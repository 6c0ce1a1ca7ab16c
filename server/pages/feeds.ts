import { escaped, excerpt, Markup, markup } from './markup.ts';
import type { Post } from './view.ts';
import { spokenAs } from './words/index.ts';

export interface FeedParts {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Where people read the same. */
  readonly home: string;
  /** Address of the feed itself. */
  readonly self: string;
  readonly posts: readonly Post[];
}

export type FeedFormat = 'rss' | 'atom' | 'json';

export const feedTypes: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** The same posts as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. */
export function feed(format: FeedFormat, parts: FeedParts): string {
  return { rss, atom, json }[format](parts);
}

function rss({ title, description, language, home, self, posts }: FeedParts): string {
  const items = posts.map(
    (
      post,
    ) => markup`<item><title>${titleOf(post)}</title><link>${post.url}</link><guid isPermaLink="false">${post.id}</guid>
<dc:creator>${post.author.name}</dc:creator><pubDate>${new Date(post.published).toUTCString()}</pubDate>
<description>${contentOf(post, language)}</description></item>
`,
  );
  return markup`${declaration}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>${title}</title><link>${home}</link><description>${description || title}</description><language>${language}</language>
<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${items}</channel></rss>
`.text;
}

function atom({ title, language, home, self, posts }: FeedParts): string {
  const entries = posts.map(
    (
      post,
    ) => markup`<entry><id>${post.id}</id><title>${titleOf(post)}</title><link rel="alternate" type="text/html" href="${post.url}"/>
<author><name>${post.author.name}</name><uri>${post.author.url}</uri></author>
<published>${post.published}</published><updated>${post.updated ?? post.published}</updated>
<content type="html">${contentOf(post, language)}</content></entry>
`,
  );
  const updated =
    posts
      .map((post) => post.updated ?? post.published)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00Z';
  return markup`${declaration}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${self}</id><title>${title}</title>
<updated>${updated}</updated><link rel="self" type="application/atom+xml" href="${self}"/><link rel="alternate" type="text/html" href="${home}"/>
${entries}</feed>
`.text;
}

function json({ title, description, language, home, self, posts }: FeedParts): string {
  const items = posts.map((post) => ({
    id: post.id,
    url: post.url,
    title: titleOf(post),
    content_html: contentOf(post, language),
    date_published: post.published,
    ...(post.updated !== undefined && { date_modified: post.updated }),
    authors: [{ name: post.author.name, url: post.author.url }],
    attachments: post.files.map(({ url, mediaType }) => ({ url, mime_type: mediaType })),
  }));
  const version = 'https://jsonfeed.org/version/1.1';
  return JSON.stringify({ version, title, description, language, home_page_url: home, feed_url: self, items });
}

const declaration = new Markup('<?xml version="1.0" encoding="utf-8"?>');

function titleOf({ title, warning, text, author }: Post): string {
  return title ?? warning ?? (excerpt(text, 80) || author.name);
}

/** A reader of feeds sees what stands behind a warning when they open the page. */
function contentOf({ warning, html, files, url }: Post, language: string): string {
  if (warning !== undefined) {
    const readOn = escaped(spokenAs(language).words.readOn);
    return `<p>${escaped(warning)}</p><p><a href="${escaped(url)}">${readOn}</a></p>`;
  }
  const images = files.filter(({ mediaType }) => mediaType.startsWith('image/'));
  return html + images.map((file) => `<p><img src="${escaped(file.url)}" alt="${escaped(file.text)}"></p>`).join('');
}

/** A sitemap (sitemaps.org) of what stands for the organisation. */
export function sitemap(pages: readonly { readonly url: string; readonly changed?: string }[]): string {
  const rows = pages.map(
    ({ url, changed }) =>
      markup`<url><loc>${url}</loc>${changed !== undefined && markup`<lastmod>${changed}</lastmod>`}</url>\n`,
  );
  return markup`${declaration}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows}</urlset>
`.text;
}
