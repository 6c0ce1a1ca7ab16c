import { clientEndpoints } from '../../server/mastodon/index.ts';
import { documentedEndpoints } from './documented.ts';

export interface Coverage {
  readonly offered: readonly string[];
  readonly missing: readonly string[];
  /** One line to be read by people. */
  readonly line: string;
}

/** Which of Mastodon's documented endpoints this server has. */
export function coverage(): Coverage {
  const known = new Set(clientEndpoints.map(({ method, path }) => nameOf(method, path)));
  const offered = documentedEndpoints.filter((name) => known.has(name));
  const missing = documentedEndpoints.filter((name) => !known.has(name));
  const admin = (names: readonly string[]) => names.filter((name) => name.includes('/admin/')).length;
  const clients = `${offered.length - admin(offered)} of ${documentedEndpoints.length - admin(documentedEndpoints)}`;
  const line = `${clients} endpoints for clients, ${admin(offered)} of ${admin(documentedEndpoints)} for moderators`;
  return { offered, missing, line };
}

/** A route as the documentation writes it, every parameter as `:id`. */
function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/:\w+/g, ':id')}`;
}
