import type { Answer } from './conversation.ts';
import { linksTo, Markup, markup } from './markup.ts';
import { pollMarkup } from './poll-markup.ts';
import type { Theme } from './theme.ts';
import type { Person, Post, PostFile } from './view.ts';
import { dateOf, filled, langOf, type Spoken } from './words/index.ts';

export interface PostOptions {
  readonly spoken: Spoken;
  /** Level of its heading. */
  readonly level: 1 | 2 | 3;
  /** The post that the page is about. */
  readonly main?: boolean;
  /** Whom its author speaks from: stands where outsiders speak too. */
  readonly team?: string;
}

/** One post, with the class names of microformats2 (h-entry), which feed readers know. */
export function postMarkup(post: Post, options: PostOptions): Markup {
  const { spoken } = options;
  const { words } = spoken;
  const { author, title, html, warning, files } = post;
  const its = langOf(post.language ?? spoken.home, spoken);
  const said = markup`<div class="said e-content"${its}>${new Markup(html)}</div>${post.poll && pollMarkup(post.poll, spoken)}${filesMarkup(files, spoken)}`;
  return markup`<article class="post h-entry${options.main ? ' post-main' : ''}">
<header class="by">${personLink(author)}<a class="when u-url" href="${post.url}">${time(post.published, spoken)}</a></header>
${options.team !== undefined && markup`<p class="team"${langOf(spoken.home, spoken)}>${options.team}</p>`}
${title !== undefined && heading(title, post, options, its)}
${warning === undefined ? said : markup`<details class="warned"><summary${its}>${warning}</summary>${said}</details>`}
${post.page !== undefined && !linksTo(html, post.page) && markup`<p class="page"><a href="${post.page}">${words.pageAbout}</a></p>`}
${post.updated !== undefined && markup`<p class="edited">${filled(words.edited, { date: time(post.updated, spoken, 'dt-updated') })}</p>`}
</article>
`;
}

export function answersMarkup(answers: readonly Answer[], { name }: Theme, spoken: Spoken): Markup {
  if (answers.length === 0) return markup`<p class="none">${spoken.words.nobodyAnswered}</p>`;
  return markup`<ol class="answers">${answers.map(
    ({ post, depth, outside }) =>
      markup`<li class="depth-${Math.min(depth, 4)}" id="${anchorOf(post)}">${postMarkup(post, { spoken, level: 3, ...(!outside && { team: name }) })}${answerForm(post, spoken)}</li>\n`,
  )}</ol>`;
}

export function anchorOf({ id }: Post): string {
  return `answer-${id.slice(id.lastIndexOf('/') + 1).replaceAll(/[^\w-]/g, '')}`;
}

/** A form, so that no address of anybody stands in another one: what is encoded is read by the gate in every way. */
function answerForm({ id, author }: Post, { lang, words }: Spoken): Markup {
  const name = filled(words.replyTo, { name: author.name });
  return markup`<form class="act" action="/interact"><input type="hidden" name="intent" value="reply"><input type="hidden" name="uri" value="${id}"><input type="hidden" name="lang" value="${lang}"><button aria-label="${name}">${words.reply}</button></form>`;
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

function time(iso: string, spoken: Spoken, name = 'dt-published'): Markup {
  const shown = dateOf(iso, spoken);
  return shown === undefined ? markup`` : markup`<time class="${name}" datetime="${iso}">${shown}</time>`;
}

function heading(title: string, { url }: Post, { level, main }: PostOptions, its: Markup | undefined): Markup {
  const text = main ? markup`${title}` : markup`<a href="${url}">${title}</a>`;
  return new Markup(`<h${level} class="title p-name"${its?.text ?? ''}>${text.text}</h${level}>`);
}

function filesMarkup(files: readonly PostFile[], { words }: Spoken): Markup | undefined {
  if (files.length === 0) return undefined;
  return markup`<div class="files${files.length > 1 && ' files-many'}">${files.map((file) => markup`<figure>${fileMarkup(file, words)}</figure>`)}</div>`;
}

function fileMarkup({ url, mediaType, text, width, height }: PostFile, words: Spoken['words']): Markup {
  const size = width === undefined ? undefined : markup` width="${width}" height="${height}"`;
  if (mediaType.startsWith('video/')) {
    return markup`<video src="${url}" controls preload="none"${size} aria-label="${text || words.video}"></video>`;
  }
  if (mediaType.startsWith('audio/')) {
    return markup`<audio src="${url}" controls preload="none" aria-label="${text || words.sound}"></audio>`;
  }
  return markup`<a href="${url}"><img class="u-photo" src="${url}" alt="${text || words.picture}"${size} loading="lazy" decoding="async"></a>`;
}
