import type { Day } from '../../../../overview/overview.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { countOf, series } from './series.ts';

interface Row extends Pick<Day, 'outcomes'> {
  readonly title: string;
}

/** How often each outcome came about, by whatever its rows are of. */
export function OutcomeTable({
  label,
  of,
  rows,
}: {
  readonly label: string;
  /** What a row is of. */
  readonly of: string;
  readonly rows: readonly Row[];
}) {
  return (
    <ScrollX label={label}>
      <table>
        <TableHead columns={[of, ...series.map(({ title }) => ({ number: title }))]} />
        <tbody>
          {rows.map(({ title, outcomes }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
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
  );
}
