import type { PollView } from '../polls/polls.ts';
import { isoTime } from './account.ts';

/** The `Poll` entity, under the id of its status. */
export function pollEntity(id: string, view: PollView, now: number): object {
  const { multiple, options, own, endsAt } = view;
  const votes = options.reduce((sum, option) => sum + option.votes, 0);
  return {
    id,
    expires_at: endsAt === undefined ? null : isoTime(endsAt),
    expired: endsAt !== undefined && endsAt <= now,
    multiple,
    votes_count: votes,
    voters_count: multiple ? null : votes,
    options: options.map((option) => ({ title: option.title, votes_count: option.votes })),
    voted: own.length > 0,
    own_votes: own,
    emojis: [],
  };
}
