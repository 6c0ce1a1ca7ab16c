/** `Trends::Link`; what the page says of itself is not fetched. `now` in milliseconds since the epoch. */
export function linkEntity(url: string, accounts: number, now: number): object {
  const day = String(Math.floor(now / 86_400_000) * 86_400);
  return {
    ...{ url, title: url, description: '', type: 'link', image: null, blurhash: null, language: null },
    ...{ author_name: '', author_url: '', authors: [], provider_name: new URL(url).host, provider_url: '' },
    ...{ html: '', width: 0, height: 0, embed_url: '', published_at: null },
    history: [{ day, accounts: String(accounts), uses: String(accounts) }],
  };
}
