import type { JsonObject } from '../../policies/index.ts';
import { type Addresses, pageOfActor } from '../addressing.ts';
import type { Apex } from '../apex/types.ts';
import type { Account, Accounts, Releases } from '../ports/index.ts';
import { type Answering, answerWith, answerWithText } from './answer.ts';
import { absent, type ReadOutcome } from './things.ts';

export interface DiscoveryParts extends Answering {
  readonly apex: Apex;
  readonly addresses: Addresses;
  readonly accounts: Accounts;
  readonly releases: Releases;
  /** What stands behind the `@` of a handle: this server's host, or a shorter domain that points here (split domain). */
  readonly handleDomain: string;
}

/**
 * WebFinger (RFC 7033) for `acct:` names of this host and of the handles' domain, for actor ids and their pages. The subject
 * is the one handle that counts, whichever was asked for.
 */
export async function webfinger(parts: DiscoveryParts, resource: string): Promise<ReadOutcome> {
  const name = accountName(resource, parts);
  const account = name === undefined ? undefined : await parts.accounts.byName(name);
  if (!account || !(await parts.releases.current(account.actorId, 'public'))) return absent;
  const subject = `acct:${account.name}@${parts.handleDomain}`;
  const page = pageOfActor(parts.addresses.origin, account.name);
  const document = {
    subject,
    aliases: [account.actorId, page],
    links: [
      { rel: 'self', type: 'application/activity+json', href: account.actorId },
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
      ...(speaks(account) ? intents(parts.addresses.origin) : []),
    ],
  };
  return answerWith(parts, document, 'jrd', subject);
}

/** Somebody signs in and speaks as it. */
function speaks({ kind }: Account): boolean {
  return kind === 'employee' || kind === 'corporate';
}

/** Where its people act on things from elsewhere: the page that OStatus named, and Activity Intents (FEP-3b86). */
function intents(origin: string): JsonObject[] {
  const page = `${origin}/authorize_interaction?uri=`;
  const rel = 'https://w3id.org/fep/3b86/';
  return [
    { rel: 'http://ostatus.org/schema/1.0/subscribe', template: `${page}{uri}` },
    ...['Follow', 'Like', 'Announce', 'Object'].map((intent) => ({ rel: rel + intent, template: `${page}{object}` })),
    { rel: `${rel}Create`, template: `${page}{inReplyTo}` },
  ];
}

function accountName(
  resource: string,
  { addresses, handleDomain }: Pick<DiscoveryParts, 'addresses' | 'handleDomain'>,
): string | undefined {
  const { origin } = addresses;
  const [, name, host] = /^acct:@?([^@/?#\s]+)@([^@/?#\s]+)$/i.exec(resource) ?? [];
  if (name !== undefined && host !== undefined) {
    return [new URL(origin).host, handleDomain].includes(host.toLowerCase()) ? name.toLowerCase() : undefined;
  }
  const page = pageOfActor(origin, '');
  return resource.startsWith(page) ? resource.slice(page.length) : addresses.actorName(resource);
}

/** The list of NodeInfo documents (NodeInfo protocol §4). */
export function nodeInfoIndex(parts: DiscoveryParts): Promise<ReadOutcome> {
  const { origin } = parts.addresses;
  const links = ['2.1', '2.0'].map((version) => ({
    rel: `http://nodeinfo.diaspora.software/ns/schema/${version}`,
    href: `${origin}/nodeinfo/${version}`,
  }));
  return answerWith(parts, { links }, 'jrd', `${origin}/.well-known/nodeinfo`);
}

/** Clients that know servers by their name ask whose client protocol this one speaks. */
const metadata = { upstream: { name: 'mastodon' } };

/** NodeInfo 2.0 and 2.1. How many people work here is not told. */
export async function nodeInfo(parts: DiscoveryParts, version: string): Promise<ReadOutcome> {
  if (version !== '2.0' && version !== '2.1') return absent;
  const document = { ...(await parts.apex.generateNodeInfo(version)), usage: { users: {} }, metadata } as JsonObject;
  return answerWith(parts, document, 'nodeinfo', `${parts.addresses.origin}/nodeinfo/${version}`);
}

/** Where WebFinger is: host-meta as XRD (RFC 6415 §2) or as JRD (§3). An origin has nothing that XML would misread. */
export async function hostMeta(parts: DiscoveryParts, form: 'xml' | 'json'): Promise<ReadOutcome> {
  const { origin } = parts.addresses;
  const subject = `${origin}/.well-known/host-meta`;
  const lrdd = {
    rel: 'lrdd',
    type: 'application/jrd+json',
    template: `${origin}/.well-known/webfinger?resource={uri}`,
  };
  const json = await answerWith(parts, { links: [lrdd] }, 'jrd', subject);
  if (form === 'json' || json.kind !== 'released') return json;
  const link = `<Link rel="${lrdd.rel}" type="${lrdd.type}" template="${lrdd.template}"/>`;
  const xrd = `<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">${link}</XRD>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${xrd}\n`;
  return answerWithText(parts, { subject, text, from: [json.release] });
}
