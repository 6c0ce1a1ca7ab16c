import type { DeliveryTarget, Followers } from '../../federation/ports/index.ts';

/** How many follow, and from where. */
export interface FollowingSize {
  readonly followers: number;
  readonly hosts: number;
  /** Hosts that offer no shared inbox, spread evenly, and how many of the followers are there: each has its own inbox. */
  readonly withoutSharedInbox: { readonly hosts: number; readonly followers: number };
}

/**
 * An index of followers by inbox that takes no room: what the n-th distinct inbox is, and which number an inbox has, follows
 * from the sizes. Pages come as a store's would, in inbox order.
 */
export function followersByFormula({ hosts, withoutSharedInbox }: FollowingSize): Pick<Followers, 'targets'> {
  /** One host without a shared inbox is the last of each group of hosts. */
  const hostsOfGroup = Math.floor(hosts / withoutSharedInbox.hosts);
  const singles = Math.floor(withoutSharedInbox.followers / withoutSharedInbox.hosts);
  const targetsOfGroup = hostsOfGroup - 1 + singles;
  const total = targetsOfGroup * withoutSharedInbox.hosts;
  const name = (host: number) => `h${String(host).padStart(6, '0')}.example`;

  function targetAt(position: number): DeliveryTarget {
    const group = Math.floor(position / targetsOfGroup);
    const within = position % targetsOfGroup;
    const shared = within < hostsOfGroup - 1;
    const host = name(group * hostsOfGroup + (shared ? within : hostsOfGroup - 1));
    const user = String(within - hostsOfGroup + 1).padStart(6, '0');
    return { host, inbox: shared ? `https://${host}/inbox` : `https://${host}/users/${user}/inbox` };
  }

  function positionOf(inbox: string): number {
    const [, host = '0', user] = /^https:\/\/h(\d+)\.example\/(?:users\/(\d+)\/)?inbox$/.exec(inbox) ?? [];
    const group = Math.floor(Number(host) / hostsOfGroup);
    const within = user === undefined ? Number(host) % hostsOfGroup : hostsOfGroup - 1 + Number(user);
    return group * targetsOfGroup + within;
  }

  return {
    async targets(_collection, after, limit) {
      const first = after === undefined ? 0 : positionOf(after) + 1;
      const count = Math.max(0, Math.min(limit, total - first));
      return Array.from({ length: count }, (_, n) => targetAt(first + n));
    },
  };
}
