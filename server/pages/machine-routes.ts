import { type Request, type Response, Router } from 'express';
import { sendThemeFile, sendWords } from '../http/respond-page.ts';
import type { Collecting } from './collect.ts';
import { type PagesDoor, releasesOf, sendNothingHere, sendText } from './door.ts';
import { sitemap } from './feeds.ts';
import { icon } from './layout.ts';
import { excerpt, markup } from './markup.ts';
import type { Post } from './view.ts';

/** What programs ask for: oEmbed, the sitemap, robots, and files of the theme. */
export function machineRouter(door: PagesDoor): Router {
  const router = Router();
  const { origin, theme, collecting } = door;
  router.get('/robots.txt', (_request: Request, response: Response) => {
    sendWords(response, collecting ? allowed(origin) : 'User-agent: *\nDisallow: /\n');
  });
  router.get('/icon.svg', (_request: Request, response: Response) => {
    sendThemeFile(response, { type: 'image/svg+xml', bytes: Buffer.from(icon) });
  });
  router.get('/theme/:file', (request: Request, response: Response) => {
    const file = theme.files.get(request.path);
    return file ? sendThemeFile(response, file) : sendNothingHere(door, request, response);
  });
  router.get('/sitemap.xml', async (request: Request, response: Response) => {
    if (!collecting) return sendNothingHere(door, request, response);
    const people = await collecting.organisation();
    const posts = await collecting.latest(people, 500);
    const pages = [{ url: `${origin}/` }, ...people.map(({ url }) => ({ url })), ...posts.map(pageOf)];
    const subject = `${origin}/sitemap.xml`;
    const from = releasesOf(posts, people);
    await sendText(door, request, response, {
      subject,
      text: sitemap(pages),
      from,
      type: 'application/xml; charset=utf-8',
    });
  });
  // The other one is where Mastodon has it.
  router.get(['/oembed', '/api/oembed'], async (request: Request, response: Response) => {
    const { url, format = 'json' } = request.query;
    const post = collecting && format === 'json' ? await postAt(collecting, origin, url) : undefined;
    if (!post) return sendNothingHere(door, request, response);
    const type = 'application/json; charset=utf-8';
    const text = JSON.stringify(embedOf(post, theme.name, origin));
    await sendText(door, request, response, {
      subject: post.url,
      text,
      from: releasesOf([post]),
      type,
      anyOrigin: true,
    });
  });
  return router;
}

function allowed(origin: string): string {
  const closed = ['/console', '/home', '/sign-in', '/oauth/', '/api/', '/interact'];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${origin}/sitemap.xml\n`;
}

function pageOf({ url, published, updated }: Post): { url: string; changed: string } {
  return { url, changed: updated ?? published };
}

async function postAt(collecting: Collecting, origin: string, url: unknown): Promise<Post | undefined> {
  const path = typeof url === 'string' && url.startsWith(`${origin}/@`) ? url.slice(origin.length) : '';
  const [, name, id] = /^\/@([^/?#]+)\/([^/?#]+)$/.exec(path) ?? [];
  return name === undefined || id === undefined ? undefined : collecting.post(name, id);
}

/** oEmbed 1.0, of the type `rich`: a quotation with a link, which needs no script. */
function embedOf(post: Post, provider: string, origin: string): object {
  const { author, url, text, warning, title } = post;
  const said = excerpt(warning ?? text, 500);
  const html = markup`<blockquote class="portico-post" cite="${url}"><p>${said}</p><p>— ${author.name} (${author.handle}), <a href="${url}">${post.published.slice(0, 10)}</a></p></blockquote>`;
  return {
    ...{ version: '1.0', type: 'rich', html: html.text, width: 550, height: null, title: title ?? excerpt(said, 80) },
    ...{ author_name: author.name, author_url: author.url, provider_name: provider, provider_url: `${origin}/` },
    cache_age: 300,
  };
}
