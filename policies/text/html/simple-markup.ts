import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';
import { isKnownAttribute, isRawTextElement, tagEffect } from './elements.ts';
import type { Markup } from './markup.ts';

/** What would make a value more than its characters. */
const unplain = /[<>&]/;
const plainEntity = /&(amp|lt|gt|quot|apos|nbsp|#39|#x27|#34);/y;
const entityStart = /[a-zA-Z0-9#]/;

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['#39', "'"],
  ['#x27', "'"],
  ['#34', '"'],
]);

/** Values that say nothing: the whole vocabulary of Mastodon's links. A closed list, so nothing hides in it. */
const silentValues = new Set([
  '',
  '_blank',
  'h-card',
  'hashtag',
  'mention',
  'mention hashtag',
  'nofollow noopener',
  'nofollow noopener noreferrer',
  'noopener noreferrer',
  'tag',
  'u-url mention',
]);

/** Names of tags without attributes, by how they stand between `<` and `>`; empty for those that only join. */
const bareTags = new Map<string, string>();
const longestBareTag = '<blockquote /'.length;
for (const name of 'a b blockquote br code del em h1 h2 h3 h4 i li ol p pre s span strong sub sup u ul'.split(' ')) {
  const separating = tagEffect(name) === 'separates' ? name : '';
  for (const tag of [name, `/${name}`, `${name}/`, `${name} /`]) bareTags.set(tag, separating);
}

/**
 * Reads HTML of the plain sort that nearly every post is, at half the cost of a full tokeniser.
 *
 * @returns undefined for anything out of the ordinary, which then takes the full way
 */
export function simpleMarkup(view: TextView): Markup | undefined {
  const source = view.text;
  const text = new Pieces(source);
  const inside = new Pieces(source);
  const hasEntities = source.includes('&');
  let at = 0;
  for (;;) {
    const open = source.indexOf('<', at);
    const end = open < 0 ? source.length : open;
    if (!hasEntities) text.copy(at, end);
    else if (!addDecoded(source.slice(at, end), at, text)) return undefined;
    if (open < 0) break;
    const close = source.indexOf('>', open);
    if (close < 0) return undefined;
    const bare = close - open <= longestBareTag ? bareTags.get(source.slice(open + 1, close)) : undefined;
    const separating = bare ?? addTag(source, open + 1, close, inside);
    if (separating === undefined) return undefined;
    at = close + 1;
    if (separating === '') continue;
    const name = source.charAt(open + 1) === '/' ? open + 2 : open + 1;
    text.replace('\n', name, name + separating.length);
  }
  const how = `${view.how} > html`;
  return { text: text.view(view, how), others: inside.isEmpty ? [] : [inside.view(view, `${how} markup`)] };
}

function addDecoded(chunk: string, offset: number, text: Pieces): boolean {
  let copied = 0;
  for (let at = chunk.indexOf('&'); at >= 0; at = chunk.indexOf('&', at + 1)) {
    plainEntity.lastIndex = at;
    const entity = plainEntity.exec(chunk);
    if (entity === null) {
      if (entityStart.test(chunk.charAt(at + 1))) return false;
      continue;
    }
    text.copy(offset + copied, offset + at);
    copied = at + entity[0].length;
    text.replace(entities.get(entity[1] ?? '') ?? '', offset + at, offset + copied);
  }
  text.copy(offset + copied, offset + chunk.length);
  return true;
}

/** Reads `name attribute="value" …`; answers like `bareTags`, with undefined where the tag is not of that form. */
function addTag(source: string, start: number, close: number, inside: Pieces): string | undefined {
  const tag = source.slice(start, close);
  const space = tag.indexOf(' ');
  const name = space < 0 ? tag : tag.slice(0, space);
  const effect = tagEffect(name);
  if (effect === 'unknown' || isRawTextElement(name)) return undefined;
  for (let at = name.length; at < tag.length; ) {
    const equals = tag.indexOf('="', at);
    const end = tag.indexOf('"', equals + 2);
    if (tag.charAt(at) !== ' ' || equals < 0 || end < 0) return undefined;
    if (!addAttribute(tag.slice(at + 1, equals), tag.slice(equals + 2, end), start + equals + 2, inside))
      return undefined;
    at = end + 1;
  }
  return effect === 'separates' ? name : '';
}

function addAttribute(name: string, value: string, offset: number, inside: Pieces): boolean {
  if (!isKnownAttribute(name) || name === 'style' || unplain.test(value)) return false;
  if (name !== 'href' && silentValues.has(value)) return true;
  if (name === 'class') return false;
  const end = offset + value.length;
  inside.copy(offset, end);
  inside.part(end);
  return true;
}
