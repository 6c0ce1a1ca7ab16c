import { firstString } from './addressing.ts';
import type { Node } from './ports/index.ts';

/** `closed`: nobody outside; `allowlist`: the servers that are named; `open`: everyone. */
export type FederationMode = 'closed' | 'allowlist' | 'open';

/** The servers that this one may speak with, and the actors there. */
export interface Peers {
  readonly mode: FederationMode;
  /** `host` with port, lower case. */
  allowed(host: string): boolean;
  /** The actor behind a remote IRI: from the store, else from its server; undefined where there is none or it may not be asked. */
  actor(iri: string): Promise<Node | undefined>;
}

export function createPeers(options: {
  readonly mode: FederationMode;
  readonly allowedHosts: readonly string[];
  readonly resolve: (iri: string) => Promise<Node | undefined>;
}): Peers {
  const listed = new Set(options.allowedHosts.map((host) => host.toLowerCase()));
  const allowed = (host: string): boolean =>
    options.mode === 'open' || (options.mode === 'allowlist' && listed.has(host.toLowerCase()));
  return {
    mode: options.mode,
    allowed,
    actor: async (iri) => {
      if (!URL.canParse(iri) || !allowed(new URL(iri).host)) return undefined;
      const node = await options.resolve(iri).catch(() => undefined);
      return node && firstString(node['inbox']) !== undefined ? node : undefined;
    },
  };
}
