import ipaddr from 'ipaddr.js';
import proxyAddress from 'proxy-addr';
import type { JsonObject } from '../../policies/index.ts';
import { recorded } from '../peers/recorded.ts';
import type { ClientData, ServerChange, ServerCommits } from '../ports/index.ts';

/** A network from which nobody gets anything here but what other servers deliver. */
export interface AddressRule {
  /** Decimal digits that sort by time. */
  readonly id: string;
  /** In CIDR notation (RFC 4632), such as `192.0.2.0/24`. */
  readonly network: string;
  readonly comment: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds since the epoch; it says nothing from then on. */
  readonly expiresAt?: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

/** A request with its headers and its connection. */
type Asking = Parameters<typeof proxyAddress>[0];

export interface AddressRuleAsked {
  /** Of the rule that this takes the place of. */
  readonly id?: string;
  /** An address, or a network in CIDR notation. */
  readonly network: string;
  readonly comment: string;
  /** From now on, in milliseconds; for good where it is left out. */
  readonly lastsMs?: number;
  readonly by: string;
}

export type AddressRuleOutcome =
  | { readonly kind: 'set'; readonly rule: AddressRule }
  | { readonly kind: 'refused'; readonly reason: string };

/** The rules for networks, for the people who make them. */
export interface AddressRuling {
  /** Oldest first. */
  list(): Promise<AddressRule[]>;
  set(asked: AddressRuleAsked): Promise<AddressRuleOutcome>;
  /** False where there is none. */
  remove(id: string, by: string): Promise<boolean>;
  /** Whether a request comes from where nobody gets anything; other processes hear of a rule within two seconds. */
  refuses(request: Asking): Promise<boolean>;
}

export interface AddressRulingParts {
  readonly origin: string;
  /** Proxies whose word about who asks is taken, as Express has them. */
  readonly trustedProxies: readonly string[];
  readonly clientData: ClientData;
  readonly commits: ServerCommits;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const kind = 'address-rule';
const freshMs = 2_000;
/** Shorter prefixes are more than somebody who misbehaves has, and might be everybody. */
const widest = { ipv4: 8, ipv6: 16 } as const;

type Network = ReturnType<typeof ipaddr.parseCIDR>;

export function createAddressRuling(parts: AddressRulingParts): AddressRuling {
  const { clientData, commits, clock } = parts;
  const owner = `${parts.origin}/addresses`;
  const trusts = proxyAddress.compile([...parts.trustedProxies]);
  let known: { readonly at: number; readonly networks: readonly Network[] } = { at: -freshMs, networks: [] };
  const list = async (): Promise<AddressRule[]> =>
    (await clientData.all(owner, kind)).map(({ value }) => value as unknown as AddressRule);
  const inForce = async (): Promise<readonly Network[]> => {
    if (performance.now() - known.at < freshMs) return known.networks;
    // While the store is away the rules are those that were read last.
    const rules = await list().catch(() => undefined);
    const networks = rules?.map(({ network }) => ipaddr.parseCIDR(network)) ?? known.networks;
    known = { at: performance.now(), networks };
    return networks;
  };
  const write = async (change: ServerChange, rule: AddressRule, by: string, outcome: string): Promise<void> => {
    const act = { kind: 'moderation' as const, change, by, subject: rule.id, outcome, document: rule };
    await commits.commit(recorded(act, clock()));
    known = { ...known, at: -freshMs };
  };
  return {
    list,
    async set({ id = parts.newId(), network: given, comment, lastsMs, by }) {
      const network = networkNamed(given);
      if (network === undefined) return refused(`\`${given}\` is no address and no network: write it as 192.0.2.0/24`);
      if (network === 'too wide') return refused(`\`${given}\` is too wide: name networks of /8 or less, IPv6 of /16`);
      const at = clock();
      const rule: AddressRule = {
        id,
        network,
        comment,
        at,
        by,
        ...(lastsMs !== undefined && { expiresAt: at + lastsMs }),
      };
      const { expiresAt } = rule;
      const value: JsonObject = { ...rule };
      const change = { change: 'clientData.put' as const, owner, kind, key: id, value };
      await write({ ...change, ...(expiresAt !== undefined && { expiresAt }) }, rule, by, 'address-blocked');
      return { kind: 'set', rule };
    },
    async remove(id, by) {
      const rule = (await list()).find((one) => one.id === id);
      if (!rule) return false;
      await write({ change: 'clientData.remove', owner, kind, key: id }, rule, by, 'address-unblocked');
      return true;
    },
    async refuses(request) {
      const networks = await inForce();
      if (networks.length === 0) return false;
      const from = proxyAddress(request, trusts);
      const address = ipaddr.isValid(from) ? ipaddr.process(from) : undefined;
      return (
        address !== undefined &&
        networks.some((network) => address.kind() === network[0].kind() && address.match(network))
      );
    },
  };
}

/** A network in the form that it is kept in; undefined for what is none. */
function networkNamed(given: string): string | 'too wide' | undefined {
  const text = given.trim();
  if (ipaddr.isValid(text)) {
    const address = ipaddr.process(text);
    return `${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`;
  }
  if (!ipaddr.isValidCIDR(text)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(text);
  return bits < widest[address.kind()] ? 'too wide' : `${address.toString()}/${bits}`;
}

function refused(reason: string): AddressRuleOutcome {
  return { kind: 'refused', reason };
}
