/** Where uploaded files are served: `/media/<id>`, and `/media/<id>/preview` for colleagues. */
export function mediaUrl(origin: string, id: string): string {
  return `${origin}/media/${id}`;
}

/** Nothing else turns into the path of a file: escapes, and what a URL parser passes over. */
const mayName = /media|[%\t\n\r]/;

/** The id of the file that a URL serves, however it is written and whatever it asks for; undefined for any other URL. */
export function mediaIdOf(origin: string, url: unknown): string | undefined {
  if (typeof url !== 'string' || !mayName.test(url) || !/^\s*https?:/i.test(url)) return undefined;
  const parsed = URL.parse(url);
  if (parsed?.origin !== origin) return undefined;
  return /^\/media\/([\w-]{1,64})(?:\/preview)?$/.exec(unescaped(parsed.pathname))?.[1];
}

function unescaped(path: string): string {
  return path.replaceAll(/%([2-7][0-9a-f])/gi, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A grant of `server/media/access.ts` and the delimiter before it, in an address or in text and markup that names one. */
const grant = /(?:\?|&(?:amp;)?|#)access=[\w-]{1,64}\.\d{1,9}\.[\w-]{43}/g;

/** A text without the grants by which clients of colleagues load files: whoever has one sees the file. */
export function withoutGrants(text: string): string {
  return text.includes('access=') ? text.replaceAll(grant, '') : text;
}
