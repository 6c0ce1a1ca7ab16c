/** A text of a table, and the span of it that is to be found. */
export interface Marked {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the marks « and » out of a text and says where they stood. */
export function marked(text: string): Marked {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  if (start < 0 || end < start) throw new Error(`no span is marked in \`${text}\``);
  return { value: text.replace('«', '').replace('»', ''), start, end };
}
