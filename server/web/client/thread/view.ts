import type { ContentNode, Thread, ThreadPost } from './load.ts';

type Child = Node | string;

/** Builds elements, so that no text of anybody is ever read as HTML. */
function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function threadView(thread: Thread, origin: string, level: number): HTMLElement {
  const { post, answers } = thread;
  const count = answers.length === 1 ? '1 reply' : `${answers.length} replies`;
  const heading = element(`h${Math.min(6, Math.max(1, level || 2))}`, { part: 'heading' }, 'Discussion');
  const head = element('header', {}, heading, element('p', { class: 'count' }, count));
  const list = element('ol', { part: 'answers' }, ...answers.map((answer) => answerView(answer, origin)));
  const parts = answers.length > 0 ? [head, list] : [head, element('p', { class: 'none' }, 'Nobody has answered yet.')];
  return element('section', { 'aria-label': 'Discussion' }, ...parts, ...(post ? [replyForm(post, origin)] : []));
}

function answerView(answer: ThreadPost, origin: string): HTMLElement {
  const { author, published, url, depth, warning, content, id } = answer;
  const when = new Date(published);
  const shown = Number.isNaN(when.getTime())
    ? ''
    : new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(when);
  const by = element(
    'p',
    { class: 'by' },
    element('a', { href: author.url, class: 'name', rel: 'nofollow noopener' }, author.name),
    ' ',
    element('span', { class: 'handle' }, author.handle),
    ' ',
    element(
      'a',
      { href: url, class: 'when', rel: 'nofollow noopener' },
      element('time', { datetime: published }, shown),
    ),
  );
  const said = element('div', { class: 'said' }, ...content.map(contentView));
  const body = warning === undefined ? said : element('details', {}, element('summary', {}, warning), said);
  const reply = element(
    'a',
    { href: `${origin}/interact?intent=reply&uri=${encodeURIComponent(id)}`, class: 'reply' },
    'Reply',
  );
  reply.setAttribute('aria-label', `Reply to ${author.name}`);
  return element(
    'li',
    { class: `depth-${Math.min(depth, 4)}`, part: 'answer' },
    element('article', {}, by, body, reply),
  );
}

const known = new Set('p br em strong del code pre blockquote ul ol li'.split(' '));

function contentView(node: ContentNode): Child {
  if (typeof node === 'string') return node;
  const [name, href, ...children] = node;
  const inside = children.map(contentView);
  if (name === 'a' && typeof href === 'string' && /^(https?|mailto):/i.test(href)) {
    return element('a', { href, rel: 'nofollow noopener ugc' }, ...inside);
  }
  return element(typeof name === 'string' && known.has(name) ? name : 'span', {}, ...inside);
}

/** A visitor says which server is theirs; ours finds out where to go on there. */
function replyForm({ id }: ThreadPost, origin: string): HTMLElement {
  const hidden = (name: string, value: string): HTMLElement => element('input', { type: 'hidden', name, value });
  const input = element('input', {
    ...{ id: 'handle', name: 'handle', required: '', placeholder: '@you@your.server', 'aria-describedby': 'hint' },
    ...{ autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', inputmode: 'email' },
  });
  return element(
    'form',
    { method: 'post', action: `${origin}/interact`, target: '_blank', part: 'reply' },
    ...[hidden('intent', 'reply'), hidden('uri', id)],
    element('label', { for: 'handle' }, 'Join in from your own server'),
    element('div', { class: 'row' }, input, element('button', { type: 'submit' }, 'Reply')),
    element('p', { id: 'hint', class: 'hint' }, 'Your handle on Mastodon or any other server of the fediverse.'),
  );
}
