/** What a page starts with: who is signed in, and the token that its calls repeat. */
export interface Boot {
  readonly csrf: string;
  readonly origin: string;
  readonly account: {
    readonly name: string;
    readonly display: string;
    readonly roles: readonly string[];
    /** Actor IRI. */
    readonly actor: string;
  };
}

export const boot = JSON.parse(
  document.querySelector<HTMLMetaElement>('meta[name="portico"]')?.content ?? '{}',
) as Boot;

export function hasRole(...roles: readonly string[]): boolean {
  return roles.some((role) => boot.account.roles.includes(role));
}
