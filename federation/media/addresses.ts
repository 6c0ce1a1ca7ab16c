/** Where uploaded files are served: `/media/<id>`, and `/media/<id>/preview` for colleagues. */
export function mediaUrl(origin: string, id: string): string {
  return `${origin}/media/${id}`;
}

/** The id of the file that a URL serves; undefined for any other URL. */
export function mediaIdOf(origin: string, url: unknown): string | undefined {
  if (typeof url !== 'string' || !url.startsWith(`${origin}/media/`)) return undefined;
  return /^[\w-]{1,64}$/.exec(url.slice(`${origin}/media/`.length))?.[0];
}
