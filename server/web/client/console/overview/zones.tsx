import type { ZoneCount } from '../../../../overview/overview.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty } from '../../ui/states.tsx';
import { zoneOf } from '../../ui/words.ts';
import { countOf, series } from './series.ts';

/** What became of what was bound for each zone, each partner by its name. */
export function Zones({ zones }: { readonly zones: readonly ZoneCount[] }) {
  return (
    <section class="card card-flush" aria-labelledby="by-zone">
      <h2 id="by-zone">By who would see it</h2>
      {zones.length === 0 ? (
        <Empty title="Nothing was bound for outside" />
      ) : (
        <ScrollX label="Outcomes by zone">
          <table>
            <thead>
              <tr>
                <th scope="col">Bound for</th>
                {series.map(({ name, title }) => (
                  <th key={name} scope="col" class="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {zones.map(({ zone, outcomes }) => (
                <tr key={zone}>
                  <th scope="row">{zoneOf(zone)}</th>
                  {series.map((one) => (
                    <td key={one.name} class="number">
                      {countOf({ outcomes }, one)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  );
}
