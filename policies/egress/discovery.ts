import { isBoolean, isName, isUriTemplate, oneOf } from './forms.ts';
import { isLinkRelation, isMediaType, isProtocol } from './known-values.ts';
import { address, number, type PropertyRule, part, structural, text, url } from './property-rule.ts';

type Rows = Readonly<Record<string, PropertyRule>>;

/** WebFinger answers (RFC 7033), host-meta (RFC 6415) and the NodeInfo directory. */
export const jrd: Rows = {
  subject: { ...address(), admits: isName },
  aliases: { ...url(), admits: isName },
  links: part('jrd-link'),
};

export const jrdLink: Rows = {
  rel: structural(isLinkRelation),
  type: structural(isMediaType),
  href: url(),
  template: { ...url(), admits: isUriTemplate },
};

/** NodeInfo 2.0 and 2.1. */
export const nodeInfo: Rows = {
  version: structural(oneOf('2.0', '2.1')),
  software: part('nodeinfo-software'),
  protocols: structural(isProtocol),
  services: part('nodeinfo-services'),
  openRegistrations: structural(isBoolean),
  usage: part('nodeinfo-usage'),
  metadata: part('nodeinfo-metadata'),
};

export const nodeInfoSoftware: Rows = { name: text, version: text, repository: url(), homepage: url() };

export const nodeInfoServices: Rows = { inbound: structural(oneOf()), outbound: structural(oneOf()) };

export const nodeInfoUsage: Rows = { users: part('nodeinfo-users'), localPosts: number, localComments: number };

export const nodeInfoUsers: Rows = { total: number, activeHalfyear: number, activeMonth: number };

/** Free by the schema; these are what clients read. `upstream` names the server whose client protocol is spoken. */
export const nodeInfoMetadata: Rows = {
  nodeName: text,
  nodeDescription: text,
  upstream: part('nodeinfo-software'),
};
