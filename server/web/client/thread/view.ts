import type { ContentNode, Thread, ThreadPost } from './load.ts';
import type { Words } from './words.ts';

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

interface View {
  /** Where the discussions are. */
  readonly origin: string;
  /** Of the heading. */
  readonly level: number;
  readonly words: Words;
}

export function threadView({ post, answers }: Thread, view: View): HTMLElement {
  const { level, words } = view;
  const n = answers.length;
  const count = n === 1 ? words.one : words.other.replace('{n}', String(n));
  const heading = element(`h${Math.min(6, Math.max(1, level || 2))}`, { part: 'heading' }, words.discussion);
  const head = element('header', {}, heading, element('p', { class: 'count' }, count));
  const list = element('ol', { part: 'answers' }, ...answers.map((answer) => answerView(answer, view)));
  const parts = answers.length > 0 ? [head, list] : [head, element('p', { class: 'none' }, words.none)];
  const label = { 'aria-label': words.discussion, lang: words.lang };
  return element('section', label, ...parts, ...(post ? [replyForm(post, view)] : []));
}

function answerView(answer: ThreadPost, { origin, words }: View): HTMLElement {
  const { author, published, url, depth, warning, content, id, language = '' } = answer;
  const when = new Date(published);
  const shown = Number.isNaN(when.getTime())
    ? ''
    : new Intl.DateTimeFormat(words.lang, { dateStyle: 'medium' }).format(when);
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
  const said = element('div', { class: 'said', lang: language }, ...content.map(contentView));
  const body =
    warning === undefined ? said : element('details', {}, element('summary', { lang: language }, warning), said);
  const reply = element(
    'a',
    { href: `${origin}/interact?intent=reply&uri=${encodeURIComponent(id)}&lang=${words.lang}`, class: 'reply' },
    words.reply,
  );
  reply.setAttribute(
    'aria-label',
    words.replyTo.replace('{name}', () => author.name),
  );
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
function replyForm({ id }: ThreadPost, { origin, words }: View): HTMLElement {
  const hidden = (name: string, value: string): HTMLElement => element('input', { type: 'hidden', name, value });
  const input = element('input', {
    ...{ id: 'handle', name: 'handle', required: '', placeholder: '@you@your.server', 'aria-describedby': 'hint' },
    ...{ autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', inputmode: 'email' },
  });
  return element(
    'form',
    { method: 'post', action: `${origin}/interact`, target: '_blank', part: 'reply' },
    ...[hidden('intent', 'reply'), hidden('uri', id), hidden('lang', words.lang)],
    element('label', { for: 'handle' }, words.join),
    element('div', { class: 'row' }, input, element('button', { type: 'submit' }, words.reply)),
    element('p', { id: 'hint', class: 'hint' }, words.hint),
  );
}
