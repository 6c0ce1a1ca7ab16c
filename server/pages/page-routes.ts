import { type Request, type Response, Router } from 'express';
import { InvalidCursor } from '../../federation/ports/index.ts';
import type { Collecting } from './collect.ts';
import { type PagesDoor, releasesOf, type ShownPage, sendHtml, sendKept, sendNothingHere, sendText } from './door.ts';
import { type FeedFormat, feed, feedTypes } from './feeds.ts';
import { feedsOf } from './layout.ts';
import { excerpt, plainText } from './markup.ts';
import { accountBody, frontBody, tagBody, threadBody } from './page-bodies.ts';
import { personData, postData } from './structured.ts';
import type { Person, Post } from './view.ts';
import { type Spoken, spokenBy } from './words/index.ts';

const shown = 20;

/** Pages of people, posts and tags, the front page, and the feeds of them. */
export function pageRouter(door: PagesDoor): Router {
  const router = Router();
  const page = (
    path: string,
    show: (collecting: Collecting, request: Request, spoken: Spoken) => Promise<ShownPage | undefined>,
  ): void => {
    router.get(path, async (request: Request, response: Response) => {
      const spoken = spokenBy(request, door.theme.language);
      const found = door.collecting && (await show(door.collecting, request, spoken).catch(unlessCursor));
      return found ? sendHtml(door, request, response, found) : sendNothingHere(door, request, response);
    });
  };
  page('/', (collecting, _request, spoken) => front(door, collecting, spoken));
  router.get('/@:name', async (request: Request, response: Response) => {
    const { collecting } = door;
    const { after } = request.query;
    const spoken = spokenBy(request, door.theme.language);
    const show = async () => collecting && account(collecting, request, spoken).catch(unlessCursor);
    const address = JSON.stringify([nameIn(request, 'name'), after, spoken.lang]);
    await sendKept(door, request, response, { address, show });
  });
  page('/tags/:tag', (collecting, request, spoken) => tag(door, collecting, nameIn(request, 'tag'), spoken));
  const feeds = (path: string, show: (collecting: Collecting, request: Request) => Promise<Fed | undefined>): void => {
    router.get(path, async (request: Request, response: Response) => {
      const found = door.collecting && (await show(door.collecting, request));
      const format = /\.(rss|atom|json)$/.exec(request.path)?.[1] as FeedFormat;
      if (!found) return sendNothingHere(door, request, response);
      const self = `${door.origin}${request.path}`;
      const text = feed(format, { ...found, language: door.theme.language, self });
      const from = releasesOf(found.posts, found.people);
      await sendText(door, request, response, { subject: self, text, from, type: feedTypes[format] });
    });
  };
  for (const format of ['rss', 'atom', 'json']) {
    feeds(`/feed.${format}`, (collecting) => organisationFeed(door, collecting));
    feeds(`/@:name/feed.${format}`, (collecting, request) => accountFeed(collecting, nameIn(request, 'name')));
  }
  page('/@:name/:id', (collecting, request, spoken) => thread(door, collecting, request, spoken));
  return router;
}

async function front({ theme, origin }: PagesDoor, collecting: Collecting, spoken: Spoken): Promise<ShownPage> {
  const people = await collecting.organisation();
  const [newest, featured] = await Promise.all([collecting.latest(people, shown), collecting.featured(people)]);
  const latest = newest.filter(({ id }) => featured.every((one) => one.id !== id));
  const { name, tagline, logo } = theme;
  const data = { '@type': 'Organization', name, url: `${origin}/`, ...(logo !== undefined && { logo: origin + logo }) };
  return {
    head: { title: name, description: tagline, url: `${origin}/`, type: 'website', data },
    feeds: feedsOf(origin),
    spoken,
    main: frontBody(name, spoken, { people, featured, latest }),
    from: releasesOf([...latest, ...featured], people),
  };
}

async function account(collecting: Collecting, request: Request, spoken: Spoken): Promise<ShownPage | undefined> {
  const person = await collecting.person(nameIn(request, 'name'));
  if (!person) return undefined;
  const { after } = request.query;
  const query = { limit: shown, ...(typeof after === 'string' && { after }) };
  const { posts, next } = await collecting.postsOf(person, query);
  const { id, url, name, summary, icon } = person;
  const data = { '@type': 'ProfilePage', url, mainEntity: personData(person) };
  return {
    head: {
      ...{ title: name, description: plainText(summary), url, type: 'profile', document: id, data },
      ...(icon !== undefined && { image: icon }),
    },
    feeds: feedsOf(url),
    spoken,
    ...(typeof after === 'string' && { query: { after } }),
    main: accountBody(person, spoken, { posts, ...(next !== undefined && { next }) }),
    from: releasesOf(posts, [person]),
  };
}

async function thread(
  door: PagesDoor,
  collecting: Collecting,
  request: Request,
  spoken: Spoken,
): Promise<ShownPage | undefined> {
  const post = await collecting.post(nameIn(request, 'name'), nameIn(request, 'id'));
  if (!post) return undefined;
  const [answers, above] = await Promise.all([collecting.conversation(post), aboveOf(door, collecting, post)]);
  const image = post.files.find(({ mediaType }) => mediaType.startsWith('image/'))?.url;
  const title = post.title ?? post.warning ?? (excerpt(post.text, 70) || post.author.name);
  return {
    head: {
      ...{ title, description: post.warning ?? post.text, url: post.url, type: 'article', document: post.id },
      ...{ published: post.published, data: postData(post, answers) },
      oembed: `${door.origin}/oembed?url=${post.url}`,
      ...(image !== undefined && { image }),
    },
    feeds: feedsOf(post.author.url),
    spoken,
    main: threadBody({ post, above, answers }, door.theme, spoken),
    from: releasesOf([post, ...(above ? [above] : []), ...answers.map((answer) => answer.post)]),
  };
}

/** What a post answers, when that is ours and public. */
async function aboveOf({ origin }: PagesDoor, collecting: Collecting, { inReplyTo }: Post): Promise<Post | undefined> {
  return inReplyTo?.startsWith(`${origin}/`) ? collecting.local(inReplyTo) : undefined;
}

async function tag(
  { origin }: PagesDoor,
  collecting: Collecting,
  name: string,
  spoken: Spoken,
): Promise<ShownPage | undefined> {
  const posts = await collecting.tagged(name.toLowerCase());
  if (posts.length === 0) return undefined;
  const url = `${origin}/tags/${encodeURIComponent(name.toLowerCase())}`;
  return {
    head: { title: `#${name}`, description: '', url, type: 'website' },
    spoken,
    main: tagBody(name, posts, spoken),
    from: releasesOf(posts),
  };
}

interface Fed {
  readonly title: string;
  readonly description: string;
  readonly home: string;
  readonly posts: readonly Post[];
  readonly people: readonly Person[];
}

async function organisationFeed({ theme, origin }: PagesDoor, collecting: Collecting): Promise<Fed> {
  const people = await collecting.organisation();
  const posts = await collecting.latest(people, shown);
  return { title: theme.name, description: theme.tagline, home: `${origin}/`, posts, people };
}

async function accountFeed(collecting: Collecting, name: string): Promise<Fed | undefined> {
  const person = await collecting.person(name);
  if (!person) return undefined;
  const { posts } = await collecting.postsOf(person, { limit: shown });
  return { title: person.name, description: plainText(person.summary), home: person.url, posts, people: [person] };
}

function nameIn(request: Request, parameter: string): string {
  return String(request.params[parameter]);
}

/** A cursor that was never given leads to where nothing is. */
function unlessCursor(error: unknown): undefined {
  if (!(error instanceof InvalidCursor)) throw error;
  return undefined;
}
