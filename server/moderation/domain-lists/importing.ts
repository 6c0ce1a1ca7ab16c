import { createHash, randomUUID } from 'node:crypto';
import type { Act, DomainRule, DomainRules } from '../../../federation/ports/index.ts';
import { announce, type PeerParts } from '../../peers/recorded.ts';
import type { ListEntry, ListKind, SkippedEntry } from './entry.ts';
import { parseList } from './parse.ts';
import { switchesOf } from './plan.ts';
import { type ListForm, writeList } from './write.ts';

export interface ImportAsked {
  /** CSV, JSON, or one domain a line. */
  readonly list: string;
  readonly kind: ListKind;
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** Takes the place of what people have set before, too. */
  readonly overwrite: boolean;
  readonly reason: string;
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

export interface Imported {
  readonly kind: 'imported' | 'tried';
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly skipped: readonly SkippedEntry[];
}

export type ImportOutcome = Imported | { readonly kind: 'refused'; readonly reason: string };

/** Lists of domains, in and out, as files. */
export interface Importing {
  import(asked: ImportAsked): Promise<ImportOutcome>;
  export(kind: ListKind, form: ListForm): Promise<string>;
}

export interface ImportingParts extends PeerParts {
  readonly origin: string;
  readonly domainRules: DomainRules;
  readonly settleFollows: () => Promise<void>;
}

/** Rules in one commit. */
const atOnce = 500;

export function createImporting(parts: ImportingParts): Importing {
  return {
    import: (asked) => importList(parts, asked),
    export: async (kind, form) => writeList(await parts.domainRules.all(), kind, form),
  };
}

async function importList(parts: ImportingParts, asked: ImportAsked): Promise<ImportOutcome> {
  const list = parseList(asked.list, asked.kind);
  if (typeof list === 'string') return { kind: 'refused', reason: list };
  const known = new Map((await parts.domainRules.all()).map((rule) => [rule.domain, rule]));
  const own = new URL(parts.origin).hostname;
  const [added, changed]: [DomainRule[], DomainRule[]] = [[], []];
  const skipped: SkippedEntry[] = [...list.skipped];
  for (const entry of list.entries) {
    const before = known.get(entry.domain);
    if (own === entry.domain || own.endsWith(`.${entry.domain}`)) {
      skipped.push({ domain: entry.domain, reason: 'this server itself' });
    } else if (before && before.subscription === undefined && !asked.overwrite) {
      skipped.push({ domain: entry.domain, reason: 'there is a rule for it' });
    } else (before ? changed : added).push(ruleOf(entry, asked, parts.clock()));
  }
  if (!asked.dryRun) await put(parts, [...added, ...changed], asked);
  const named = (rules: readonly DomainRule[]): string[] => rules.map(({ domain }) => domain);
  return { kind: asked.dryRun ? 'tried' : 'imported', added: named(added), changed: named(changed), skipped };
}

async function put(parts: ImportingParts, rules: readonly DomainRule[], { list, by }: ImportAsked): Promise<void> {
  const digest = createHash('sha256').update(list).digest('base64');
  for (let start = 0; start < rules.length; start += atOnce) {
    const some = rules.slice(start, start + atOnce);
    const act: Act = {
      ...{ kind: 'policy-change', id: randomUUID(), actor: by, subject: `domains ${some.length}` },
      ...{ outcome: 'domains-imported', digest, at: parts.clock() },
    };
    const puts = some.map((rule) => ({ change: 'domain.put', rule }) as const);
    await parts.commits.commit([...puts, { change: 'ledger.append', act }]);
  }
  if (rules.length === 0) return;
  await announce(parts);
  await parts.settleFollows();
}

function ruleOf(entry: ListEntry, { reason, by }: ImportAsked, at: number): DomainRule {
  const { domain, publicComment, obfuscate } = entry;
  return {
    domain,
    ...{ allowed: false, dropIncoming: false, dropOutgoing: false, refuseTheirFetches: false, refuseOurFetches: false },
    ...switchesOf(entry),
    ...{ reason, by, at },
    ...(publicComment !== undefined && { publicComment }),
    ...(obfuscate && { obfuscate }),
  };
}
