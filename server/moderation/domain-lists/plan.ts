import type { DomainRule } from '../../../federation/ports/index.ts';
import type { Subscription } from '../../ports/index.ts';
import type { ListEntry, SkippedEntry } from './entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A list as it was read; without entries where it could not be, and then what it made stays. */
export interface ReadList {
  readonly subscription: Subscription;
  readonly entries?: readonly ListEntry[];
}

/** What the rules come to. */
export interface Plan {
  readonly added: readonly DomainRule[];
  readonly changed: readonly DomainRule[];
  /** The same rules, which run out later. */
  readonly renewed: readonly DomainRule[];
  readonly removed: readonly DomainRule[];
  /** By subscription. */
  readonly skipped: ReadonlyMap<string, readonly SkippedEntry[]>;
}

/**
 * What the lists make of the rules. The word of a person counts more than every list, and of two lists the one with the
 * higher priority; between equals the one that blocks. No list makes a rule milder than one for a name above it, and none
 * names this server.
 */
export function planLists(existing: readonly DomainRule[], lists: readonly ReadList[], own: string, now: number): Plan {
  const before = new Map(existing.map((rule) => [rule.domain, rule]));
  const after = new Map(existing.flatMap((rule) => (rule.subscription === undefined ? [[rule.domain, rule]] : [])));
  const skipped = new Map<string, SkippedEntry[]>();
  for (const { subscription, entries } of lists.toSorted(byPriority)) {
    const given = entries?.map((entry) => [entry.domain, ruleOf(entry, subscription, now)] as const);
    const kept = existing
      .filter((rule) => rule.subscription === subscription.id)
      .map((rule) => [rule.domain, rule] as const);
    const left: SkippedEntry[] = [];
    for (const [domain, rule] of given ?? kept) {
      const reason = reasonAgainst(rule, after, own);
      if (reason === undefined) after.set(domain, rule);
      else left.push({ domain, reason });
    }
    skipped.set(subscription.id, left);
  }
  return {
    ...differences(before, after, lists),
    removed: [...before.values()].filter(({ domain }) => !after.has(domain)),
    skipped,
  };
}

/** How a rule says what an entry of a list says. */
export function switchesOf({ severity, rejectMedia, rejectReports }: ListEntry): Partial<DomainRule> {
  return {
    allowed: severity === 'allow',
    ...(severity === 'suspend' && { suspend: true }),
    ...(severity === 'silence' && { silence: true }),
    ...(rejectMedia && { rejectMedia }),
    ...(rejectReports && { rejectReports }),
  };
}

function ruleOf(entry: ListEntry, { id, title, by, expireDays }: Subscription, now: number): DomainRule {
  const { domain, publicComment, obfuscate } = entry;
  return {
    domain,
    ...{ allowed: false, dropIncoming: false, dropOutgoing: false, refuseTheirFetches: false, refuseOurFetches: false },
    ...switchesOf(entry),
    ...{ reason: `list: ${title}`, by, at: now, subscription: id },
    ...(publicComment !== undefined && { publicComment }),
    ...(obfuscate && { obfuscate }),
    ...(expireDays > 0 && { expiresAt: now + expireDays * dayMs }),
  };
}

function reasonAgainst(rule: DomainRule, after: ReadonlyMap<string, DomainRule>, own: string): string | undefined {
  const { domain } = rule;
  if (own === domain || own.endsWith(`.${domain}`)) return 'this server itself';
  if (after.has(domain)) return 'another rule says';
  return isCovered(rule, after) ? 'a rule for a name above it says as much' : undefined;
}

/** Without this, a list that silences a part of a domain would let in what a rule for the whole of it keeps out. */
function isCovered(rule: DomainRule, after: ReadonlyMap<string, DomainRule>): boolean {
  const labels = rule.domain.split('.');
  for (let at = 1; at < labels.length; at++) {
    const above = after.get(labels.slice(at).join('.'));
    if (above) return above.suspend === true || (closesAll(above) && rule.suspend !== true) || saysAsMuch(above, rule);
  }
  return false;
}

function closesAll({ dropIncoming, dropOutgoing, refuseTheirFetches, refuseOurFetches }: DomainRule): boolean {
  return dropIncoming && dropOutgoing && refuseTheirFetches && refuseOurFetches;
}

const switches = ['allowed', 'suspend', 'silence', 'rejectMedia', 'rejectReports'] as const;

function saysAsMuch(above: DomainRule, rule: DomainRule): boolean {
  return switches.every((name) => rule[name] !== true || above[name] === true);
}

function byPriority(a: ReadList, b: ReadList): number {
  const [one, other] = [a.subscription, b.subscription];
  return (
    other.priority - one.priority ||
    Number(one.kind === 'allow') - Number(other.kind === 'allow') ||
    (one.id < other.id ? -1 : 1)
  );
}

function differences(
  before: ReadonlyMap<string, DomainRule>,
  after: ReadonlyMap<string, DomainRule>,
  lists: readonly ReadList[],
): Pick<Plan, 'added' | 'changed' | 'renewed'> {
  const listed = new Set(lists.map(({ subscription }) => subscription.id));
  const [added, changed, renewed]: DomainRule[][] = [[], [], []];
  for (const rule of after.values()) {
    if (rule.subscription === undefined || !listed.has(rule.subscription)) continue;
    const known = before.get(rule.domain);
    if (!known) added?.push(rule);
    else if (known !== rule && !isSame(known, rule)) changed?.push(rule);
    else if (known !== rule && (rule.expiresAt ?? 0) > (known.expiresAt ?? 0)) renewed?.push(rule);
  }
  return { added: added ?? [], changed: changed ?? [], renewed: renewed ?? [] };
}

const compared = [...switches, 'subscription', 'publicComment', 'obfuscate', 'reason'] as const;

function isSame(known: DomainRule, rule: DomainRule): boolean {
  return compared.every((name) => (known[name] ?? false) === (rule[name] ?? false));
}
