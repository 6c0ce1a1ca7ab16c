import type { Answer } from './conversation.ts';
import { excerpt, Markup, markup } from './markup.ts';
import type { Theme } from './theme.ts';
import type { Person, Post } from './view.ts';

/** What a page tells programs about itself: OpenGraph, schema.org, and where else it is. */
export interface Head {
  readonly title: string;
  readonly description: string;
  /** Absolute. */
  readonly url: string;
  readonly type: 'website' | 'profile' | 'article';
  readonly image?: string;
  /** The ActivityStreams document of the same thing. */
  readonly document?: string;
  /** schema.org, where there is a type for it. */
  readonly data?: object;
  readonly oembed?: string;
  readonly published?: string;
}

export function headMarkup(theme: Theme, head: Head): Markup {
  const { title, description, url, type, image, document, data, oembed, published } = head;
  const said = excerpt(description, 200);
  const property = (name: string, value: string): Markup => markup`<meta property="${name}" content="${value}">\n`;
  return markup`<link rel="canonical" href="${url}">
${said !== '' && markup`<meta name="description" content="${said}">\n`}${[
  property('og:site_name', theme.name),
  property('og:title', title),
  property('og:type', type),
  property('og:url', url),
]}${said !== '' && property('og:description', said)}${image !== undefined && property('og:image', image)}${
  published !== undefined && property('article:published_time', published)
}<meta name="twitter:card" content="summary">
${document !== undefined && markup`<link rel="alternate" type="application/activity+json" href="${document}">\n`}${
  oembed !== undefined && markup`<link rel="alternate" type="application/json+oembed" href="${oembed}">\n`
}${data && markup`<script type="application/ld+json">${json(data)}</script>\n`}`;
}

/** JSON that ends no script element. */
function json(data: object): Markup {
  return new Markup(JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c'));
}

export function postData(post: Post, answers: readonly Answer[]): object {
  return {
    ...posting(post, 'SocialMediaPosting'),
    commentCount: answers.length,
    comment: answers.map((answer) => posting(answer.post, 'Comment')),
  };
}

function posting({ url, title, text, author, published, updated, files }: Post, type: string): object {
  const images = files.filter(({ mediaType }) => mediaType.startsWith('image/')).map((file) => file.url);
  return {
    '@type': type,
    url,
    ...(type === 'SocialMediaPosting' && { headline: title ?? excerpt(text, 100) }),
    ...(type === 'SocialMediaPosting' ? { articleBody: text } : { text }),
    datePublished: published,
    ...(updated !== undefined && { dateModified: updated }),
    ...(images.length > 0 && { image: images }),
    author: personData(author),
  };
}

export function personData({ name, url, type, handle, icon }: Person): object {
  return {
    '@type': type === 'Organization' || type === 'Group' ? 'Organization' : 'Person',
    name,
    url,
    alternateName: handle,
    ...(icon !== undefined && { image: icon }),
  };
}
