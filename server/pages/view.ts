import { type Published, safeHtml } from '../../federation/index.ts';
import type { Json, JsonObject, Release } from '../../policies/index.ts';
import { plainText } from './markup.ts';
import { type PollShown, pollOf } from './poll-markup.ts';

/** Somebody, as their released profile shows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** `@name@host`. */
  readonly handle: string;
  /** Where they are to be read. */
  readonly url: string;
  /** ActivityStreams type. */
  readonly type: string;
  /** Safe markup. */
  readonly summary: string;
  /** A picture that this server has. */
  readonly icon?: string;
  readonly fields: readonly { readonly name: string; readonly html: string }[];
  /** Absent for outsiders, who come with what they said. */
  readonly release?: Release;
}

export interface PostFile {
  readonly url: string;
  readonly mediaType: string;
  /** Alternative text. */
  readonly text: string;
  readonly width?: number;
  readonly height?: number;
}

export interface Post {
  readonly id: string;
  /** Where it is to be read. */
  readonly url: string;
  readonly author: Person;
  /** Of an Article. */
  readonly title?: string;
  /** Safe markup. */
  readonly html: string;
  readonly text: string;
  /** What stands in front of it instead, until a reader wants to see it. */
  readonly warning?: string;
  /** ISO 8601. */
  readonly published: string;
  readonly updated?: string;
  /** Language tag. */
  readonly language?: string;
  readonly inReplyTo?: string;
  /** The page elsewhere that it announces. */
  readonly page?: string;
  /** Names of hashtags that the release itself carries, in lower case and without `#`. */
  readonly tags: readonly string[];
  readonly files: readonly PostFile[];
  readonly poll?: PollShown;
  readonly release: Release;
}

export async function personOf({ document, release }: Published, origin: string): Promise<Person> {
  return { ...(await describe(document, origin)), release };
}

/** The author of an outsider's post, as it stands in the decided document. */
export async function outsiderOf(document: JsonObject, origin: string): Promise<Person> {
  const author = firstOf(document['attributedTo']);
  return describe(isObject(author) ? author : { id: author ?? '' }, origin);
}

export async function postOf({ document, release }: Published, author: Person, origin: string): Promise<Post> {
  const { id, url, name, type, summary, published, updated, inReplyTo, contentMap } = document;
  const html = await safeHtml(textAt(document['content']));
  const iri = textAt(id);
  const link = textAt(firstOf(url)) || iri;
  const elsewhere = iri.startsWith(`${origin}/`) && !link.startsWith(`${origin}/`);
  const page = elsewhere ? `${author.url}/${iri.slice(iri.lastIndexOf('/') + 1)}` : link;
  const [language] = isObject(contentMap) ? Object.keys(contentMap) : [];
  const title = type === 'Note' ? '' : textAt(name);
  const poll = pollOf(document);
  const warning = plainText(await safeHtml(textAt(summary)));
  return {
    id: iri,
    url: safeLink(page, iri),
    author,
    html,
    text: plainText(html),
    published: textAt(published),
    tags: tagsOf(document['tag']),
    files: filesOf(document['attachment'], origin),
    release,
    ...(title !== '' && { title }),
    ...(warning !== '' && { warning }),
    ...(poll && { poll }),
    ...(updated !== undefined && { updated: textAt(updated) }),
    ...(language !== undefined && { language }),
    ...(inReplyTo !== undefined && { inReplyTo: textAt(firstOf(inReplyTo)) }),
    ...(elsewhere && { page: safeLink(link, iri) }),
  };
}

function tagsOf(tag: Json | undefined): string[] {
  const hashtags = [tag ?? []].flat().filter((item) => isObject(item) && item['type'] === 'Hashtag');
  return hashtags.map((item) =>
    textAt((item as JsonObject)['name'])
      .replace(/^#/, '')
      .normalize('NFKC')
      .toLowerCase(),
  );
}

async function describe(document: JsonObject, origin: string): Promise<Omit<Person, 'release'>> {
  const { id, name, preferredUsername, url, type, summary, attachment } = document;
  const iri = textAt(id);
  const host = URL.parse(iri)?.host ?? '';
  const user = textAt(preferredUsername) || iri.slice(iri.lastIndexOf('/') + 1);
  const icon = filesOf(document['icon'], origin)[0]?.url;
  const rows = [attachment ?? []].flat().filter((item) => isObject(item) && item['type'] === 'PropertyValue');
  const fields = rows.map(async (row) => ({
    name: textAt((row as JsonObject)['name']),
    html: ownLink(textAt((row as JsonObject)['value'])) ?? (await safeHtml(textAt((row as JsonObject)['value']))),
  }));
  return {
    id: iri,
    name: textAt(name) || user,
    handle: `@${user}@${host}`,
    url: safeLink(textAt(firstOf(url)), iri),
    type: textAt(type),
    summary: await safeHtml(textAt(summary)),
    fields: await Promise.all(fields),
    ...(icon !== undefined && { icon }),
  };
}

/** A field that is one address: a page there that links back shows that both are by the same person (`rel="me"`). */
function ownLink(value: string): string | undefined {
  const url = value.trim();
  if (!/^https?:\/\/[^\s<>"'&]{1,2040}$/.test(url) || !URL.canParse(url)) return undefined;
  return `<a href="${url}" rel="me nofollow noopener noreferrer">${url.replace(/^https?:\/\//, '')}</a>`;
}

/** Files that this server has: a page loads nothing from anywhere else. */
function filesOf(value: Json | undefined, origin: string): PostFile[] {
  return [value ?? []].flat().flatMap((item) => {
    if (!isObject(item)) return [];
    const url = textAt(firstOf(item['url']));
    if (!url.startsWith(`${origin}/media/`)) return [];
    const { width, height } = item;
    const size = typeof width === 'number' && typeof height === 'number' ? { width, height } : {};
    return [{ url, mediaType: textAt(item['mediaType']), text: textAt(item['name']), ...size }];
  });
}

function safeLink(url: string, otherwise: string): string {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? url : otherwise;
}

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function textAt(value: Json | undefined): string {
  const first = firstOf(value);
  if (isObject(first)) return typeof first['href'] === 'string' ? first['href'] : '';
  return typeof first === 'string' ? first : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
