import { type Request, type Response, Router } from 'express';
import { sendScript } from '../http/respond-page.ts';
import { type ContentNode, contentTree } from './content-tree.ts';
import type { Answer } from './conversation.ts';
import { type PagesDoor, releasesOf, sendText } from './door.ts';
import type { Post } from './view.ts';

/** What `<portico-thread>` is told about one post. */
interface EmbeddedPost {
  readonly id: string;
  readonly url: string;
  readonly author: { readonly name: string; readonly handle: string; readonly url: string };
  readonly published: string;
  readonly depth: number;
  readonly warning?: string;
  /** Language tag, where its author said it. */
  readonly language?: string;
  readonly content: readonly ContentNode[];
}

/** The discussion about a page of another site: its script, and what the script shows. */
export function embedRouter(door: PagesDoor): Router {
  const router = Router();
  const { origin, collecting } = door;
  router.get('/embed/portico-thread.js', async (request: Request, response: Response) => {
    const script = await door.assets.scriptOf('thread');
    if (!script) throw new Error('the bundle has no script of the widget');
    sendScript(response, script, request.acceptsEncodings(['br', 'gzip']));
  });
  router.get('/api/embed/v1/thread', async (request: Request, response: Response) => {
    const page = pageIn(request.query['url']);
    const post = page === undefined ? undefined : await discussionOf(door, page);
    const answers = post && collecting ? await collecting.conversation(post) : [];
    const shown = post && {
      post: embedded({ post, depth: 0, outside: false }),
      answers: answers.map(embedded),
      reply: `${origin}/interact?intent=reply&uri=`,
    };
    await sendText(door, request, response, {
      subject: `${origin}/api/embed/v1/thread`,
      text: JSON.stringify(shown ?? { post: null, answers: [] }),
      from: post ? releasesOf([post, ...answers.map((answer) => answer.post)]) : [],
      type: 'application/json; charset=utf-8',
      anyOrigin: true,
    });
  });
  return router;
}

/** The announcement of a page, or one of our own posts by the address of its page. */
async function discussionOf({ origin, collecting }: PagesDoor, page: string): Promise<Post | undefined> {
  const [, name, id] = page.startsWith(`${origin}/@`) ? (/\/@([^/?#]+)\/([^/?#]+)$/.exec(page) ?? []) : [];
  return name === undefined || id === undefined ? collecting?.about(page) : collecting?.post(name, id);
}

function embedded({ post, depth }: Answer): EmbeddedPost {
  const { id, url, author, published, warning, language, html } = post;
  const by = { name: author.name, handle: author.handle, url: author.url };
  return {
    id,
    url,
    author: by,
    published,
    depth,
    content: contentTree(html),
    ...(warning !== undefined && { warning }),
    ...(language !== undefined && { language }),
  };
}

/** The address of a page without what does not make it another one. */
function pageIn(given: unknown): string | undefined {
  const url = typeof given === 'string' && given.length <= 2000 ? URL.parse(given) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  url.hash = '';
  return url.href;
}
