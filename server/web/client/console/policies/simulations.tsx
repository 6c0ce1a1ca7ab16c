import type { Simulation } from '../../../../ports/simulation.ts';
import { useLoad } from '../../api/use-load.ts';
import { Loaded } from '../../ui/states.tsx';
import { dateOf, short } from '../../ui/words.ts';

const states: Readonly<Record<Simulation['state'], string>> = { running: 'info', done: 'success', failed: 'danger' };

/** What versions were tried on. */
export function Simulations() {
  const load = useLoad<{ readonly simulations: readonly Omit<Simulation, 'report'>[] }>('/simulations');
  return (
    <Loaded load={load}>
      {({ simulations }) =>
        simulations.length === 0 ? null : (
          <section class="card card-flush" aria-labelledby="simulations">
            <h2 id="simulations">Simulations</h2>
            <ol class="history">
              {simulations.slice(0, 8).map(({ id, version, startedAt, state, total }) => (
                <li key={id}>
                  <a href={`/console/policies/simulations/${id}`}>
                    <span class="mono">{short(version)}</span> on {total} {total === 1 ? 'post' : 'posts'}
                  </a>{' '}
                  · {dateOf(startedAt)} <span class={`badge badge-${states[state]}`}>{state}</span>
                </li>
              ))}
            </ol>
          </section>
        )
      }
    </Loaded>
  );
}
