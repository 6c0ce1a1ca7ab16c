import { stringify } from 'csv-stringify/sync';
import type { DomainRule } from '../../../federation/ports/index.ts';
import type { ListKind } from './entry.ts';

export const listForms = ['csv', 'json'] as const;
export type ListForm = (typeof listForms)[number];

const blockColumns = ['#domain', '#severity', '#reject_media', '#reject_reports', '#public_comment', '#obfuscate'];

/**
 * The rules as a list that Mastodon (CSV) and GoToSocial (CSV and JSON) read. A rule that closes some ways alone is in
 * none: no other server has words for it.
 */
export function writeList(rules: readonly DomainRule[], kind: ListKind, form: ListForm): string {
  const listed = rules.filter((rule) => (kind === 'allow' ? rule.allowed : severityOf(rule) !== undefined));
  if (form === 'json')
    return `${JSON.stringify(
      listed.map((rule) => jsonOf(rule, kind)),
      undefined,
      2,
    )}\n`;
  if (kind === 'allow') return stringify([['#domain'], ...listed.map(({ domain }) => [domain])]);
  return stringify([blockColumns, ...listed.map(csvOf)]);
}

function csvOf(rule: DomainRule): string[] {
  const flags = [rule.rejectMedia, rule.rejectReports].map((flag) => String(flag === true));
  const comment = rule.publicComment ?? '';
  return [rule.domain, severityOf(rule) ?? 'noop', ...flags, comment, String(rule.obfuscate === true)];
}

function jsonOf(rule: DomainRule, kind: ListKind): object {
  const { domain, publicComment, at } = rule;
  const comment = publicComment !== undefined && { public_comment: publicComment };
  if (kind === 'allow') return { domain, ...comment };
  const severity = severityOf(rule) ?? 'noop';
  const since = new Date(at).toISOString();
  return {
    domain,
    severity,
    ...(severity === 'suspend' && { suspended_at: since }),
    ...(severity === 'silence' && { silenced_at: since }),
    reject_media: rule.rejectMedia === true,
    reject_reports: rule.rejectReports === true,
    obfuscate: rule.obfuscate === true,
    ...comment,
  };
}

function severityOf(rule: DomainRule): 'suspend' | 'silence' | 'noop' | undefined {
  const { suspend, silence, rejectMedia, rejectReports } = rule;
  const closed = rule.dropIncoming && rule.dropOutgoing && rule.refuseTheirFetches && rule.refuseOurFetches;
  if (suspend === true || closed) return 'suspend';
  if (silence === true) return 'silence';
  return rejectMedia === true || rejectReports === true ? 'noop' : undefined;
}
