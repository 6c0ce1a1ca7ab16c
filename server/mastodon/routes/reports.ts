import { randomUUID } from 'node:crypto';
import { type Report, reportCategories } from '../../../federation/ports/index.ts';
import { switchOf, textOf, textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route, refuse } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import { post } from '../posting.ts';

const longestComment = 1000;

/** To this server's moderators; to those of another server as well where the caller wants it, past a reviewer. */
async function report(call: Call, parts: MastodonParts): Promise<Answer> {
  const { account, parameters } = call;
  const { ids, present, store, origin, clock } = parts;
  const about = await ids.iriOf(textOf(parameters['account_id']) ?? '');
  const target = about === undefined ? undefined : await present.account(about);
  if (about === undefined || !target) return refuse('Validation failed: the account is not there', 404);
  const comment = (textOf(parameters['comment']) ?? '').slice(0, longestComment);
  const asked = await Promise.all(textsOf(parameters['status_ids']).slice(0, 50).map(ids.iriOf));
  const named = asked.filter((iri) => iri !== undefined);
  const nodes = await Promise.all(named.map((iri) => present.node(iri, account)));
  const items = nodes.flatMap((node) => node?.id ?? []);
  const remote = !about.startsWith(`${origin}/`);
  const forward = remote && switchOf(parameters['forward']) === true;
  if (forward) {
    const posted = await post(parts, account, {
      type: 'Flag',
      object: [about, ...items],
      content: comment,
      to: [about],
    });
    if (posted.kind === 'refused') return posted.answer;
  }
  const category = reportCategories.find((one) => one === textOf(parameters['category'])) ?? 'other';
  const id = randomUUID();
  const made: Report = {
    id,
    activity: `${origin}/reports/${id}`,
    by: account.actorId,
    about: [about],
    items,
    category,
    comment,
    at: clock(),
  };
  await store.commits.commit([{ change: 'report.put', report: made }]);
  return ok({
    id: await ids.idOf(made.activity),
    action_taken: false,
    action_taken_at: null,
    category,
    comment,
    forwarded: forward,
    created_at: isoTime(made.at),
    status_ids: textsOf(parameters['status_ids']),
    rule_ids: textsOf(parameters['rule_ids']),
    target_account: target,
  });
}

export const reportRoutes: readonly Route[] = [
  { method: 'post', path: '/api/v1/reports', scope: 'write:reports', handle: report },
];
