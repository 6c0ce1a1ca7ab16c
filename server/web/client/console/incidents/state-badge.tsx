import type { Incident } from '../../../../ports/index.ts';

const words: Readonly<Record<Incident['state'], readonly [tone: string, title: string]>> = {
  open: ['danger', 'open'],
  acknowledged: ['warning', 'taken on'],
  closed: ['success', 'closed'],
};

export function StateBadge({ state }: Pick<Incident, 'state'>) {
  const [tone, title] = words[state];
  return <span class={`badge badge-${tone}`}>{title}</span>;
}
