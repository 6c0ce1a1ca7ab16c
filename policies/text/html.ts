import { Tokenizer } from 'htmlparser2';
import { OffsetMap } from './offset-map.ts';
import type { TextView } from './text-view.ts';

const separating = /^(?:br|p|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|pre|hr|section|article)$/;

/** The text of an HTML fragment: block tags and `<br>` separate, every other tag joins. */
export function htmlText(source: string): TextView {
  const map = new OffsetMap();
  let text = '';
  const tag = (start: number, end: number): void => {
    if (!separating.test(source.slice(start, end).toLowerCase())) return;
    text += '\n';
    map.replace(1, start, end);
  };
  let reached = 0;
  const none = (): void => {};
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start, end) => {
        text += source.slice(start, end);
        map.copy(start, end - start);
        reached = end;
      },
      ontextentity: (codepoint, end) => {
        const decoded = String.fromCodePoint(codepoint);
        const start = Math.max(reached, source.lastIndexOf('&', end - 1));
        text += decoded;
        map.replace(decoded.length, start, end);
        reached = end;
      },
      onopentagname: tag,
      onclosetag: tag,
      onattribdata: none,
      onattribentity: none,
      onattribend: none,
      onattribname: none,
      oncdata: none,
      oncomment: none,
      ondeclaration: none,
      onend: none,
      onopentagend: none,
      onprocessinginstruction: none,
      onselfclosingtag: none,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return { how: 'html', text, span: (start, end) => map.span(start, end) };
}
