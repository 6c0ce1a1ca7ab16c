import { type ComponentChildren, createElement } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Emoji, Status } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { type Piece, piecesOf } from './markup.ts';

type Known = Pick<Status, 'mentions' | 'tags' | 'emojis' | 'language'>;

/** HTML of a post as elements of the app's own making: nothing in it can act, and its links stay in the app where they can. */
export function Content({ html, known }: { readonly html: string; readonly known?: Known }) {
  const pieces = useMemo(() => piecesOf(html), [html]);
  return (
    <div class="said" lang={known?.language ?? undefined}>
      {pieces.map((piece, index) => shown(piece, index, known))}
    </div>
  );
}

function shown(piece: Piece, index: number, known: Known | undefined): ComponentChildren {
  if (typeof piece === 'string') return withEmojis(piece, known?.emojis ?? []);
  const { name, href, pieces } = piece;
  const inner = pieces.map((one, at) => shown(one, at, known));
  if (name === 'a') return <Link key={index} href={href} known={known} text={inner} />;
  return createElement(name, { key: index }, inner);
}

function Link({
  href,
  known,
  text,
}: {
  readonly href: string;
  readonly known: Known | undefined;
  readonly text: ComponentChildren;
}) {
  const inside = pathOf(href, known);
  if (inside !== undefined) return <a href={inside}>{text}</a>;
  if (!/^https?:/.test(href)) return <>{text}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

/** A text with the pictures of its `:shortcodes:`, as far as they come from this server. */
function withEmojis(text: string, emojis: readonly Emoji[]): ComponentChildren {
  const ours = emojis.filter(({ url }) => url.startsWith(`${self.origin}/`));
  if (ours.length === 0) return text;
  return text.split(/(:[\w-]{1,64}:)/).map((part, index) => {
    const emoji = ours.find(({ shortcode }) => part === `:${shortcode}:`);
    return emoji ? <img key={index} class="emoji" src={emoji.url} alt={part} title={part} loading="lazy" /> : part;
  });
}

/** Where in the app a mention or a hashtag leads. */
function pathOf(href: string, known: Known | undefined): string | undefined {
  const mention = known?.mentions.find(({ url, acct }) => url === href || href.endsWith(`/users/${acct}`));
  if (mention) return `/home/people/${mention.acct}`;
  const tag = known?.tags.find(({ url }) => url === href);
  if (tag) return `/home/tags/${encodeURIComponent(tag.name)}`;
  const name = href.startsWith(`${self.origin}/users/`) ? href.slice(`${self.origin}/users/`.length) : undefined;
  return name !== undefined && /^[\w.-]+$/.test(name) ? `/home/people/${name}` : undefined;
}

/** What HTML says, without its markup. */
export function textOf(html: string): string {
  const plain = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    const { name, pieces } = piece;
    return pieces.map(plain).join('') + (name === 'p' || name === 'br' ? '\n' : '');
  };
  return piecesOf(html).map(plain).join('').trim();
}
