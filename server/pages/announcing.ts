import type { Federation } from '../../federation/index.ts';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import type { ClientData, Listings, ServerCommits } from '../ports/index.ts';
import { escaped } from './markup.ts';

export interface PageToAnnounce {
  /** Address of the page, on another site. */
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly summary?: string;
  /** Name of the account that announces it. */
  readonly account: string;
  /** Who asks for it; the server itself where there is nobody. */
  readonly by?: Account;
}

export type Announced =
  | { readonly kind: 'announced'; readonly post: string }
  /** It is, or waits for review, already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'held'; readonly hold: string }
  /** A policy stops it. */
  | { readonly kind: 'stopped'; readonly reasons: readonly string[] }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface AnnouncingParts {
  readonly submit: Federation['outbox']['submit'];
  readonly origin: string;
  readonly accounts: Accounts;
  readonly listings: Listings;
  readonly clientData: ClientData;
  readonly commits: ServerCommits;
}

/** Pages of other sites become posts, through the gate like anything that somebody says. */
export interface Announcing {
  announce(page: PageToAnnounce): Promise<Announced>;
  /** Whether a page was submitted before, whatever came of it. */
  isKnown(url: string): Promise<boolean>;
}

const kind = 'page';
const key = 'submitted';
const publicly = 'https://www.w3.org/ns/activitystreams#Public';

export function createAnnouncing(parts: AnnouncingParts): Announcing {
  return {
    announce: (page) => announce(parts, page),
    isKnown: async (url) => (await parts.clientData.get(pageAddress(url) ?? url, kind, key)) !== undefined,
  };
}

/** The address of a page without its fragment; undefined for what is no web address. */
export function pageAddress(given: string): string | undefined {
  const url = given.length <= 2000 ? URL.parse(given) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  url.hash = '';
  return url.href;
}

async function announce(parts: AnnouncingParts, page: PageToAnnounce): Promise<Announced> {
  const url = pageAddress(page.url);
  if (url === undefined || url.startsWith(`${parts.origin}/`)) {
    return invalid(`\`${page.url}\` is no page of another site: give its whole address`);
  }
  const account = await parts.accounts.byName(page.account.toLowerCase());
  if (!account || (account.kind !== 'corporate' && account.kind !== 'community')) {
    return invalid(`\`${page.account}\` is no account of the organisation: name a corporate one or a community`);
  }
  const [listed] = await parts.listings.page(`page:${url}`, { limit: 1 });
  const before = await parts.clientData.get(url, kind, key);
  if (listed || before === 'held') return { kind: 'known' };
  const { by } = page;
  const outcome = await parts.submit({
    account,
    document: articleOf(page, url),
    key: `page ${url}`,
    ...(by && { sentBy: by.actorId, speakerRoles: by.roles }),
  });
  if (outcome.kind === 'invalid') return invalid(outcome.reason);
  await parts.commits.commit([{ change: 'clientData.put', owner: url, kind, key, value: outcome.kind }]);
  if (outcome.kind === 'held') return { kind: 'held', hold: outcome.id };
  if (outcome.kind === 'created') return { kind: 'announced', post: objectIn(outcome.activity) };
  const reasons = outcome.verdict.reasons.filter(({ observed }) => !observed);
  return { kind: 'stopped', reasons: reasons.map(({ title }) => title) };
}

function articleOf({ title, summary = '' }: PageToAnnounce, url: string): JsonObject {
  const said = summary === '' ? '' : `<p>${escaped(summary)}</p>`;
  const link = `<p><a href="${escaped(url)}">${escaped(title)}</a></p>`;
  return { type: 'Article', name: title, content: said + link, url, to: [publicly] };
}

function objectIn({ object }: JsonObject): string {
  if (typeof object === 'string') return object;
  const id = typeof object === 'object' && object !== null && !Array.isArray(object) ? object['id'] : undefined;
  return typeof id === 'string' ? id : '';
}

function invalid(reason: string): Announced {
  return { kind: 'invalid', reason };
}
