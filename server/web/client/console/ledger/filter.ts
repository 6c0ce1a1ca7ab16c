import type { EntryFilter } from '../../../../ledger/search.ts';
import { boot } from '../../api/boot.ts';

export type Asked = EntryFilter;

/** What a form asks for: a user name stands for the account here, days are those of whoever looks. */
export function askedOf(form: FormData): Asked {
  const [kind, who, from, to] = ['kind', 'who', 'from', 'to'].map((name) => String(form.get(name) ?? '').trim());
  return {
    ...(kind && { kind: kind as NonNullable<Asked['kind']> }),
    ...(who && { actor: who.includes('://') ? who : `${boot.origin}/users/${who.replace(/^@/, '')}` }),
    ...(from && { since: startOf(from, 0) }),
    ...(to && { until: startOf(to, 1) }),
  };
}

export function queryOf(asked: Asked & { readonly before?: number }): string {
  return String(
    new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, `${value}`])),
  );
}

/** Midnight some days after the beginning of a day (`2026-11-23`), in milliseconds since the epoch. */
function startOf(day: string, daysLater: number): number {
  const midnight = new Date(`${day}T00:00`);
  midnight.setDate(midnight.getDate() + daysLater);
  return midnight.getTime();
}
