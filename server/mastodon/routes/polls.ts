import { textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { vote } from '../polls/polls.ts';
import { answerTip } from '../tips/answers.ts';
import { statusAt } from './targets.ts';

async function poll(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await statusAt(call, parts);
  const status = found && (await parts.present.status(found.node.id, call.account));
  return status?.['poll'] ? ok(status['poll']) : missing;
}

async function votes(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await statusAt(call, parts);
  if (found?.node.type !== 'Question') return missing;
  const picked = textsOf(call.parameters['choices']).map(Number);
  const outcome = await vote(parts, call.account, found.node, picked);
  if (outcome.kind === 'refused') return outcome.answer;
  if (outcome.kind === 'invalid') return refuse(`Validation failed: ${outcome.reason}`);
  await answerTip(parts, call.account, found.node.id, { kind: 'choice', choice: picked[0] ?? 0 });
  return poll(call, parts);
}

export const pollRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/polls/:id', scope: 'read:statuses', handle: poll },
  { method: 'post', path: '/api/v1/polls/:id/votes', scope: 'write:statuses', handle: votes },
];
