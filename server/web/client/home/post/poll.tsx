import { useId, useState } from 'preact/hooks';
import { ask, failureOf } from '../api/ask.ts';
import type { Poll as PollEntity, Status } from '../api/entities.ts';
import { keep } from '../store/statuses.ts';
import { dateOf, say, sayCount } from '../texts/say.ts';

export function Poll({
  status,
  poll,
  own,
}: {
  readonly status: Status;
  readonly poll: PollEntity;
  readonly own: boolean;
}) {
  const open = !poll.voted && !poll.expired && !own;
  return (
    <div class="poll">
      {open ? <Ballot status={status} poll={poll} /> : <Results poll={poll} />}
      <p class="muted small">
        {sayCount('votes', poll.votes_count)}
        {' · '}
        {poll.expired
          ? say('poll-ended')
          : poll.expires_at !== null && say('poll-open-until', { date: dateOf(poll.expires_at) })}
      </p>
    </div>
  );
}

function Ballot({ status, poll }: { readonly status: Status; readonly poll: PollEntity }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<string>();
  const name = useId();
  const choose = (index: number, on: boolean): void => {
    const others = poll.multiple ? chosen.filter((one) => one !== index) : [];
    setChosen(on ? [...others, index] : others);
  };
  const vote = (event: Event): void => {
    event.preventDefault();
    ask<PollEntity>('POST', `/api/v1/polls/${poll.id}/votes`, { body: { choices: chosen } }).then(
      (counted) => keep({ ...status, poll: counted }),
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <form class="stack stack-tight" onSubmit={vote}>
      {poll.options.map(({ title }, index) => (
        <label key={title} class="poll-option">
          <input
            type={poll.multiple ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(index)}
            onChange={(event) => choose(index, event.currentTarget.checked)}
          />
          {title}
        </label>
      ))}
      {failure !== undefined && (
        <p class="notice notice-danger" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" class="button button-small" disabled={chosen.length === 0}>
        {say('vote')}
      </button>
    </form>
  );
}

function Results({ poll }: { readonly poll: PollEntity }) {
  const all = Math.max(1, poll.votes_count);
  return (
    <ul class="poll-results">
      {poll.options.map(({ title, votes_count: votes }, index) => {
        const share = Math.round((100 * votes) / all);
        return (
          <li key={title}>
            <span class="row row-between">
              <span>
                {title} {poll.own_votes.includes(index) && <span class="badge badge-accent">{say('your-vote')}</span>}
              </span>
              <strong>{share} %</strong>
            </span>
            <progress value={share} max="100" aria-label={`${title}: ${share} %`} />
          </li>
        );
      })}
    </ul>
  );
}
