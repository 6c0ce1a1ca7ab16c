import type { Answer } from './conversation.ts';
import { Markup, markup } from './markup.ts';
import type { Theme } from './theme.ts';
import type { Person, Post, PostFile } from './view.ts';

export interface PostOptions {
  readonly language: string;
  /** Level of its heading. */
  readonly level: 1 | 2 | 3;
  /** The post that the page is about. */
  readonly main?: boolean;
  /** Whom its author speaks from: stands where outsiders speak too. */
  readonly team?: string;
}

/** One post, with the class names of microformats2 (h-entry), which feed readers know. */
export function postMarkup(post: Post, options: PostOptions): Markup {
  const { author, title, html, warning, files, language } = post;
  const said = markup`<div class="said e-content"${lang(language, options.language)}>${new Markup(html)}</div>${filesMarkup(files)}`;
  return markup`<article class="post h-entry${options.main ? ' post-main' : ''}">
<header class="by">${personLink(author)}<a class="when u-url" href="${post.url}">${time(post.published, options.language)}</a></header>
${options.team !== undefined && markup`<p class="team">${options.team}</p>`}
${title !== undefined && heading(title, post, options)}
${warning === undefined ? said : markup`<details class="warned"><summary>${warning}</summary>${said}</details>`}
${post.page !== undefined && markup`<p class="page"><a href="${post.page}">Read the page this is about</a></p>`}
${post.updated !== undefined && markup`<p class="edited">Edited ${time(post.updated, options.language, 'dt-updated')}</p>`}
</article>
`;
}

export function answersMarkup(answers: readonly Answer[], { name, language }: Theme): Markup {
  if (answers.length === 0) return markup`<p class="none">Nobody has answered yet.</p>`;
  return markup`<ol class="answers">${answers.map(
    ({ post, depth, outside }) =>
      markup`<li class="depth-${Math.min(depth, 4)}" id="${anchorOf(post)}">${postMarkup(post, { language, level: 3, ...(!outside && { team: name }) })}${answerLink(post)}</li>\n`,
  )}</ol>`;
}

export function anchorOf({ id }: Post): string {
  return `answer-${id.slice(id.lastIndexOf('/') + 1).replaceAll(/[^\w-]/g, '')}`;
}

function answerLink({ id, author }: Post): Markup {
  return markup`<p class="act"><a href="/interact?intent=reply&amp;uri=${encodeURIComponent(id)}">Reply<span class="visually-hidden"> to ${author.name}</span></a></p>`;
}

export function face({ name, icon }: Person, size: 40 | 88): Markup {
  if (icon !== undefined) {
    return markup`<img class="face" src="${icon}" alt="" width="${size}" height="${size}" loading="lazy" decoding="async">`;
  }
  const initials = [...name.matchAll(/(?<![\p{L}\p{N}'’])\p{L}/gu)].slice(0, 2).join('') || '·';
  return markup`<span class="face" aria-hidden="true">${initials.toUpperCase()}</span>`;
}

export function personLink(person: Person): Markup {
  return markup`<a class="person p-author h-card" href="${person.url}">${face(person, 40)}<span class="names"><span class="p-name">${person.name}</span> <span class="handle">${person.handle}</span></span></a>`;
}

export function time(iso: string, language: string, name = 'dt-published'): Markup {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return markup``;
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
  return markup`<time class="${name}" datetime="${iso}">${shown}</time>`;
}

function heading(title: string, { url }: Post, { level, main }: PostOptions): Markup {
  const text = main ? markup`${title}` : markup`<a href="${url}">${title}</a>`;
  return new Markup(`<h${level} class="title p-name">${text.text}</h${level}>`);
}

function lang(of: string | undefined, page: string): Markup | undefined {
  return of === undefined || of === page ? undefined : markup` lang="${of}"`;
}

function filesMarkup(files: readonly PostFile[]): Markup | undefined {
  if (files.length === 0) return undefined;
  return markup`<div class="files">${files.map((file) => markup`<figure>${fileMarkup(file)}</figure>`)}</div>`;
}

function fileMarkup({ url, mediaType, text, width, height }: PostFile): Markup {
  const size = width === undefined ? undefined : markup` width="${width}" height="${height}"`;
  if (mediaType.startsWith('video/')) {
    return markup`<video src="${url}" controls preload="none"${size} aria-label="${text || 'Video'}"></video>`;
  }
  if (mediaType.startsWith('audio/')) {
    return markup`<audio src="${url}" controls preload="none" aria-label="${text || 'Sound'}"></audio>`;
  }
  return markup`<img class="u-photo" src="${url}" alt="${text}"${size} loading="lazy" decoding="async">`;
}
