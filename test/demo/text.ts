/** The words of a piece of HTML as a reader sees them, on one line. */
export function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Columns that a text takes on a terminal; the demo's texts hold nothing wide. */
export function width(text: string): number {
  return [...text].length;
}

/** Cut to so many columns, with an ellipsis where something is missing. */
export function shorten(text: string, columns: number): string {
  return width(text) <= columns
    ? text
    : `${[...text]
        .slice(0, columns - 1)
        .join('')
        .trimEnd()}…`;
}

/** Lines of at most so many columns, broken between words; words that are too long are cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').map((whole) => shorten(whole, columns))) {
    const line = lines.at(-1);
    if (line !== undefined && width(line) + 1 + width(word) <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
