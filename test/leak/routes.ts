import type { Express } from 'express';
import type { UpgradeRoute } from '../../server/http/upgrade.ts';

export interface MountedRoute {
  readonly method: string;
  /** With its parameters, such as `/users/:name`. */
  readonly path: string;
}

/** Express's own table, as far as it is read here (router 2). */
interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every route of a live app; all routers of Portico are mounted at the root. */
export function routesOf(app: Express): MountedRoute[] {
  const { stack } = app.router as unknown as { readonly stack: readonly Layer[] };
  return stack.flatMap(routesIn);
}

/** The places where connections are taken over, as routes of a method of their own. */
export function upgradesOf(upgrades: readonly UpgradeRoute[]): MountedRoute[] {
  return upgrades.map(({ path }) => ({ method: 'UPGRADE', path }));
}

function routesIn({ route, handle }: Layer): MountedRoute[] {
  if (route) {
    const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
    return [route.path].flat().flatMap((path) => methods.map((method) => ({ method: method.toUpperCase(), path })));
  }
  return (handle?.stack ?? []).flatMap(routesIn);
}
