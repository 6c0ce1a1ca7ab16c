/** What somebody typed, as an ActivityStreams object carries it. */
export interface Composed {
  readonly html: string;
  /** Mentions and hashtags (Activity Vocabulary §5.6). */
  readonly tags: readonly { readonly type: string; readonly name: string; readonly href: string }[];
}

/** The actor behind `name` or `name@host`; undefined where there is none. */
export type FindActor = (acct: string) => Promise<{ readonly href: string; readonly acct: string } | undefined>;

const link = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/y;
const mention = /@([\w][\w.-]*)(?:@([\w.-]+(?::\d+)?))?/y;
const hashtag = /#([\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/uy;

/** Plain text to HTML: paragraphs, line breaks, links, mentions of actors that are there, hashtags. */
export async function compose(text: string, origin: string, find: FindActor): Promise<Composed> {
  const tags = new Map<string, Composed['tags'][number]>();
  const paragraphs: string[] = [];
  for (const paragraph of text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)) {
    const lines: string[] = [];
    for (const line of paragraph.split('\n')) lines.push(await composeLine(line, origin, find, tags));
    paragraphs.push(`<p>${lines.join('<br>')}</p>`);
  }
  return { html: paragraphs.join(''), tags: [...tags.values()] };
}

async function composeLine(
  line: string,
  origin: string,
  find: FindActor,
  tags: Map<string, Composed['tags'][number]>,
): Promise<string> {
  let html = '';
  let at = 0;
  while (at < line.length) {
    const word = at === 0 || /[\s([{"'.,;:!?/]/.test(line[at - 1] ?? '');
    const found = word ? await special(line, at, origin, find, tags) : undefined;
    if (found) {
      html += found.html;
      at += found.length;
    } else {
      html += escaped(line[at] ?? '');
      at += 1;
    }
  }
  return html;
}

async function special(
  line: string,
  at: number,
  origin: string,
  find: FindActor,
  tags: Map<string, Composed['tags'][number]>,
): Promise<{ readonly html: string; readonly length: number } | undefined> {
  const url = matchAt(link, line, at)?.[0];
  if (url !== undefined && URL.canParse(url)) return { html: anchor(url, escaped(url)), length: url.length };
  const tag = matchAt(hashtag, line, at);
  if (tag?.[1] !== undefined) {
    const href = `${origin}/tags/${encodeURIComponent(tag[1].normalize('NFKC').toLowerCase())}`;
    tags.set(href, { type: 'Hashtag', name: tag[0], href });
    return {
      html: anchor(href, `#<span>${escaped(tag[1])}</span>`, ' class="mention hashtag"'),
      length: tag[0].length,
    };
  }
  const named = matchAt(mention, line, at);
  if (!named) return undefined;
  // A name ends before the full stop of its sentence.
  const whole = named[0].replace(/[.-]+$/, '');
  const actor = await find(whole.slice(1));
  if (!actor) return undefined;
  tags.set(actor.href, { type: 'Mention', name: `@${actor.acct}`, href: actor.href });
  return {
    html: anchor(actor.href, `@<span>${escaped(actor.acct.split('@')[0] ?? '')}</span>`, ' class="u-url mention"'),
    length: whole.length,
  };
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function anchor(href: string, html: string, attributes = ''): string {
  return `<a href="${escaped(href)}"${attributes}>${html}</a>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
