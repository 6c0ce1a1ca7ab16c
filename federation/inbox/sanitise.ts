import type { IOptions } from 'sanitize-html';
import type { ApexNode } from '../apex/types.ts';
import { inboundLimits } from '../limits.ts';

/** What Mastodon-style posts are made of; everything else loses its tags and keeps its text. */
const allowed: IOptions = {
  allowedTags: 'p br a span del s pre code em strong b i u ul ol li blockquote h1 h2 h3 h4 h5 h6 ruby rt rp'.split(' '),
  allowedAttributes: {
    a: ['href', 'rel', 'class', 'translate'],
    span: ['class', 'translate'],
    ol: ['start', 'reversed'],
    li: ['value'],
  },
  allowedClasses: { a: ['mention', 'hashtag', 'u-url', 'h-*'], span: ['invisible', 'ellipsis', 'h-card', 'mention'] },
  allowedSchemes: ['http', 'https', 'mailto', 'xmpp', 'gemini', 'matrix'],
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'nofollow noopener noreferrer' } }),
  },
  // Text of scripts and the like is not text; the rest of a foreign tag's content is.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'plaintext',
  ],
};

/** `value` is what a field of a profile says. */
const htmlProperties = ['content', 'summary', 'contentMap', 'summaryMap', 'value'];

type Sanitize = (html: string) => string;

/** Takes from an object of another server whatever a page could be made to run; nested objects too. */
export async function sanitised<T extends ApexNode>(node: T): Promise<T> {
  return walk(node, await sanitizer()) as T;
}

/** Markup of a post without whatever a page could be made to run, whoever wrote it. */
export async function safeHtml(html: string): Promise<string> {
  return (await sanitizer())(html);
}

/** For the texts of one document, which have their tags together: cleaning takes time by the tag, and more the deeper they nest. */
async function sanitizer(): Promise<Sanitize> {
  // Loaded at first use: the package requires an ES module that the gate imports, and that must have been evaluated.
  const { default: sanitizeHtml } = await import('sanitize-html');
  let left: number = inboundLimits.tags;
  return (html) => {
    left -= html.match(/[<&]/g)?.length ?? 0;
    return left < 0 ? withoutMarkup(html) : sanitizeHtml(html, allowed);
  };
}

/** What is between the tags, in one pass; no bracket is left that could open one. */
function withoutMarkup(html: string): string {
  return html.replace(/<[^<>]*>?/g, '').replaceAll('>', '&gt;');
}

function walk(value: unknown, sanitize: Sanitize): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, sanitize));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    htmlProperties.includes(key) ? clean(member, sanitize) : walk(member, sanitize),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** A text, or texts by language. */
function clean(value: unknown, sanitize: Sanitize): unknown {
  if (typeof value === 'string') return sanitize(value);
  if (Array.isArray(value)) return value.map((item) => clean(item, sanitize));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clean(member, sanitize)]));
}
