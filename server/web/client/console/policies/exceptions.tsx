import type { ExceptionSummary } from '../../../../../policies/index.ts';
import { useLoad } from '../../api/use-load.ts';
import { Loaded } from '../../ui/states.tsx';
import { dateOf, distanceOf } from '../../ui/words.ts';

/** What the set in force lets pass for somebody or for one value, by whose word and for how long. */
export function Exceptions() {
  const load = useLoad<{ readonly exceptions: readonly ExceptionSummary[] }>('/policy-exceptions');
  return (
    <section class="card card-flush" aria-labelledby="exceptions">
      <h2 id="exceptions">Exceptions</h2>
      <Loaded load={load}>{({ exceptions }) => <Listed exceptions={exceptions} />}</Loaded>
      <p class="card-foot muted small">
        An exception is a file of the set: it is asked for in the editor, and counts once a second editor approved it.
      </p>
    </section>
  );
}

function Listed({ exceptions }: { readonly exceptions: readonly ExceptionSummary[] }) {
  if (exceptions.length === 0) return <p class="card-foot">None: every policy holds for everybody.</p>;
  return (
    <ol class="history">
      {exceptions.map(({ id, policy, owner, reason, expires }) => (
        <li key={id}>
          <strong>{id}</strong> from <span class="mono">{policy}</span>{' '}
          {expires <= Date.now() && <span class="badge badge-warning">over</span>}
          <div>{reason}</div>
          <div class="muted small">
            {owner} · {expires <= Date.now() ? 'ended' : 'ends'} {distanceOf(expires)} ({dateOf(expires)})
          </div>
        </li>
      ))}
    </ol>
  );
}
