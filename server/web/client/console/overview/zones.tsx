import type { ZoneCount } from '../../../../overview/overview.ts';
import { Empty } from '../../ui/states.tsx';
import { zoneOf } from '../../ui/words.ts';
import { OutcomeTable } from './outcome-table.tsx';

/** What became of what was bound for each zone, each partner by its name. */
export function Zones({ zones }: { readonly zones: readonly ZoneCount[] }) {
  const rows = zones.map(({ zone, outcomes }) => ({ title: zoneOf(zone), outcomes }));
  return (
    <section class="card card-flush" aria-labelledby="by-zone">
      <h2 id="by-zone">By who would see it</h2>
      {rows.length === 0 ? (
        <Empty title="Nothing was bound for outside" />
      ) : (
        <OutcomeTable label="Outcomes by zone" of="Bound for" rows={rows} />
      )}
    </section>
  );
}
