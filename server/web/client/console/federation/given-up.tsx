import type { QueuedDelivery } from '../../../../../federation/ports/index.ts';
import { hasRole } from '../../api/boot.ts';
import { useLoad } from '../../api/use-load.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { distanceOf } from '../../ui/words.ts';
import { useAct } from '../use-act.ts';

/** What was given up one by one, also of hosts that are fine otherwise. */
export function GivenUp() {
  const load = useLoad<{ readonly deliveries: readonly QueuedDelivery[] }>('/given-up-deliveries');
  const { failure, act } = useAct(load.reload);
  return (
    <section class="card card-flush" aria-labelledby="given-up">
      <h2 id="given-up">Given up</h2>
      <Failure message={failure} />
      <Loaded load={load}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <Empty title="Nothing was given up" />
          ) : (
            <ScrollX label="Deliveries that were given up">
              <table>
                <TableHead columns={['Inbox', 'Post', 'Why', 'Since']} act="Retry or drop" />
                <tbody>
                  {deliveries.map((delivery) => (
                    <Row key={delivery.id} delivery={delivery} act={act} />
                  ))}
                </tbody>
              </table>
            </ScrollX>
          )
        }
      </Loaded>
    </section>
  );
}

interface RowProps {
  readonly delivery: QueuedDelivery;
  readonly act: (path: string, body: object) => void;
}

function Row({ delivery: { id, inbox, host, subject, error, attempts, enqueuedAt }, act }: RowProps) {
  return (
    <tr>
      <th scope="row" class="iri">
        {inbox}
      </th>
      <td class="mono small iri">{subject}</td>
      <td>
        {error}
        <div class="muted small">
          {attempts} {attempts === 1 ? 'attempt' : 'attempts'}
        </div>
      </td>
      <td>{distanceOf(enqueuedAt)}</td>
      <td>
        {hasRole('admin') && (
          <span class="row">
            <button type="button" class="button button-small" onClick={() => act('/deliveries/retry', { id })}>
              Try again
              <span class="visually-hidden">
                {' '}
                at {host}, {subject}
              </span>
            </button>
            <button
              type="button"
              class="button button-danger button-small"
              onClick={() => act('/deliveries/drop', { id })}
            >
              Drop
              <span class="visually-hidden">
                {' '}
                what {host} did not take, {subject}
              </span>
            </button>
          </span>
        )}
      </td>
    </tr>
  );
}
