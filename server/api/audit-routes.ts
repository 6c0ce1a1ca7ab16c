import { createHash, randomUUID } from 'node:crypto';
import type { Act } from '../../federation/ports/index.ts';
import { type AuditForm, auditFile, auditForms } from '../ledger/audit-file.ts';
import { entryKinds } from '../ledger/entry.ts';
import { type EntryFilter, isEntryKind, searchEntries } from '../ledger/search.ts';
import type { Ledger, ServerCommits } from '../ports/index.ts';
import { answered, objectOf, problem, type Route } from './route.ts';

export interface AuditApi {
  readonly ledger: Ledger;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const roles = ['auditor', 'admin'] as const;
const searched = { most: 200, read: 20_000 };
const exported = { most: 50_000, read: 200_000 };
const time = { type: 'integer', minimum: 0 };
const filter = { kind: { enum: entryKinds }, actor: { type: 'string', maxLength: 2048 }, since: time, until: time };

/** Who did what and when, of the entries of the ledger. */
export function auditRoutes(api: AuditApi): Route[] {
  return [searchRoute(api), exportRoute(api)];
}

function searchRoute({ ledger }: AuditApi): Route {
  return {
    method: 'get',
    path: '/ledger/search',
    summary: 'Entries of a kind, of somebody, or of a time, newest first.',
    roles,
    query: {
      kind: { description: 'What they speak of.', schema: filter.kind },
      actor: { description: 'Actor IRI of somebody whom they name.', schema: filter.actor },
      since: { description: 'Milliseconds since the epoch.', schema: time },
      until: { description: 'Milliseconds since the epoch; they are from before.', schema: time },
      before: { description: '`next` of the page before.', schema: time },
    },
    answers: {
      200: `Up to ${searched.most} entries; \`next\` where there may be more.`,
      400: 'What is wrong with it.',
    },
    async handle({ query }) {
      const { kind, actor, ...given } = query;
      const times = Object.entries(given).map(([name, text]) => [name, numberOf(text)] as const);
      if ((kind !== undefined && !isEntryKind(kind)) || times.some(([, value]) => value === undefined)) {
        return problem(400, 'the request was not understood', `kinds are ${entryKinds.join(', ')}; times are numbers`);
      }
      const { before, ...within } = Object.fromEntries(times) as Readonly<Record<string, number>>;
      const asked: EntryFilter = {
        ...within,
        ...(kind !== undefined && { kind }),
        ...(actor !== undefined && { actor }),
      };
      return answered(await searchEntries(ledger, asked, { ...searched, ...(before !== undefined && { before }) }));
    },
  };
}

function exportRoute({ ledger, commits, clock }: AuditApi): Route {
  return {
    method: 'post',
    path: '/ledger/export',
    summary: 'The same as a file. Who takes it is on record.',
    roles,
    stepUp: true,
    body: objectOf({ ...filter, form: { enum: auditForms } }, Object.keys(filter)),
    answers: { 200: `The file as a text; \`complete\` unless there are more than ${exported.most}.` },
    async handle({ account, body }) {
      const { form, ...asked } = body as EntryFilter & { readonly form: AuditForm };
      const { entries, next } = await searchEntries(ledger, asked, exported);
      const file = auditFile(entries, form);
      const digest = createHash('sha256').update(file).digest('base64');
      const about = { kind: 'export', subject: subjectOf(asked), outcome: 'exported' } as const;
      const act: Act = { ...about, id: randomUUID(), actor: account.actorId, digest, at: clock() };
      await commits.commit([{ change: 'ledger.append', act }]);
      return answered({ file, form, count: entries.length, complete: next === undefined });
    },
  };
}

/** What was asked for, as it is on record. */
function subjectOf(asked: EntryFilter): string {
  const words = new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, `${value}`]));
  return words.size === 0 ? 'ledger' : `ledger?${words}`;
}

function numberOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
