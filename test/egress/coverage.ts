import { preloadedContexts } from '@fedify/vocab-runtime';
import { extensionTerms } from '../../federation/apex/contexts.ts';
import { egressTables } from '../../policies/egress/tables.ts';
import { egressOf } from '../../server/http/egress.ts';
import type { MountedRoute } from '../leak/routes.ts';
import { declaredExits, exitsOfWire } from './exits.ts';
import { serverMade } from './server-made.ts';

/** One thing that can leave, and what is declared of it. */
export interface Row {
  readonly what: string;
  readonly declared: string | undefined;
}

export interface Coverage {
  readonly name: 'routes' | 'exits of the wire' | 'server-made activities' | 'properties';
  readonly rows: readonly Row[];
}

/** Everything by which bytes leave, each with what is declared of it. */
export function coverageOf(routes: readonly MountedRoute[]): Coverage[] {
  return [
    {
      name: 'routes',
      rows: routes.map((route) => ({ what: `${route.method} ${route.path}`, declared: egressOf(route) })),
    },
    {
      name: 'exits of the wire',
      rows: exitsOfWire().map((file) => ({ what: file, declared: declaredExits[file] })),
    },
    { name: 'server-made activities', rows: serverMade.map(({ type, by }) => ({ what: type, declared: by })) },
    { name: 'properties', rows: propertiesWritten().map((what) => ({ what, declared: classOf(what) })) },
  ];
}

/** Lines for people; `whole` where nothing leaves undeclared. */
export function reportOf(coverages: readonly Coverage[]): { readonly lines: string[]; readonly whole: boolean } {
  const lines = coverages.flatMap(({ name, rows }) => {
    const missing = rows.filter(({ declared }) => declared === undefined);
    const share = rows.length === 0 ? 0 : ((rows.length - missing.length) / rows.length) * 100;
    const counts = Map.groupBy(rows, ({ declared }) => declared ?? 'undeclared');
    const kinds = [...counts].map(([kind, of]) => `${of.length} ${kind}`).join(', ');
    return [
      `${name}: ${share === 100 ? '100' : share.toFixed(1)} % of ${rows.length} (${kinds})`,
      ...missing.map(({ what }) => `  undeclared: ${what}`),
    ];
  });
  const whole = coverages.every(({ rows }) => rows.length > 0 && rows.every(({ declared }) => declared !== undefined));
  return { lines, whole };
}

const activityStreams = 'https://www.w3.org/ns/activitystreams';

/** Properties of the contexts that our documents are written in: their terms but prefixes and the names of types. */
function propertiesWritten(): string[] {
  const { '@context': terms } = preloadedContexts[activityStreams] as { '@context': Record<string, unknown> };
  const all = { ...terms, ...extensionTerms };
  const names = Object.entries(all).filter(
    ([term, means]) => /^[a-z]/.test(term) && !(typeof means === 'string' && /[#/]$|^@/.test(means)),
  );
  return names.map(([term]) => term).sort();
}

function classOf(property: string): string | undefined {
  for (const table of egressTables.values()) {
    const rule = table.get(property);
    if (rule) return rule.class;
  }
  return undefined;
}
