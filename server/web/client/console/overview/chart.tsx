import type { Day } from '../../../../overview/overview.ts';
import { OutcomeTable } from './outcome-table.tsx';
import { countOf, series } from './series.ts';

const height = 180;
const step = 72;
const gap = 18;
const weekday = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Columns of what happened on each day; the same numbers stand in the table under it, for whoever sees no colours. */
export function Chart({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(...days.map((day) => series.reduce((sum, one) => sum + countOf(day, one), 0)));
  // An even number of steps, so that the line in the middle is a whole one.
  const highest = Math.max(4, Math.ceil(most / 4) * 4);
  const scale = (height - 8) / highest;
  return (
    <div class="stack">
      <div class="row small" aria-hidden="true">
        {series.map(({ name, title, tone }) => (
          <span key={name} class="row">
            <i class={`dot dot-${tone}`} /> {title}
          </span>
        ))}
      </div>
      <svg class="chart" viewBox={`0 0 ${days.length * step} ${height + 24}`} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1="0"
              x2={days.length * step}
              y1={height - share * highest * scale}
              y2={height - share * highest * scale}
            />
            <text x="0" y={height - share * highest * scale - 4}>
              {share === 0 ? '' : share * highest}
            </text>
          </g>
        ))}
        {days.map((day, n) => (
          <Column key={day.day} day={day} x={n * step} scale={scale} />
        ))}
      </svg>
      <details>
        <summary>The same as a table</summary>
        <OutcomeTable
          label="By day, as a table"
          of="Day"
          rows={days.map(({ day, outcomes }) => ({ title: weekday.format(Date.parse(day)), outcomes }))}
        />
      </details>
    </div>
  );
}

function Column({ day, x, scale }: { readonly day: Day; readonly x: number; readonly scale: number }) {
  let top = height;
  return (
    <g>
      {series.map((one) => {
        const size = countOf(day, one) * scale;
        top -= size;
        return size === 0 ? null : (
          <rect
            key={one.name}
            class={`bar bar-${one.tone}`}
            x={x + gap}
            y={top}
            width={step - 2 * gap}
            height={Math.max(0, size - 1)}
            rx="2"
          />
        );
      })}
      <text class="chart-day" x={x + step / 2} y={height + 18}>
        {weekday.format(Date.parse(day.day))}
      </text>
    </g>
  );
}
