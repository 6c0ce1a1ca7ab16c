import type { Config } from '../../config/config.ts';
import type { Secrets } from '../../config/secrets.ts';
import { openLedger } from '../../ledger/open.ts';
import { matchesAnchor } from '../../ledger/publish.ts';
import type { Ledger } from '../../ports/index.ts';
import { type Finding, finder } from './check.ts';

/** Whether the store is still what its anchor says; nothing where there is none. */
export async function checkLedger(ledger: Ledger, config: Config, secrets: Secrets): Promise<Finding[]> {
  const { origin, ledgerAnchor: anchor } = config;
  if (anchor === undefined) return [];
  const { ok, fail } = finder('ledger');
  try {
    if (await matchesAnchor(openLedger({ ledger, origin, seed: secrets.ledger, anchor, clock: Date.now }))) {
      return [ok(`the ledger leads on from what is kept in ${anchor}`)];
    }
    return [
      fail(`the ledger is not what is kept in ${anchor}: run \`portico ledger verify\` and ask who changed the store`),
    ];
  } catch (error) {
    return [fail(error instanceof Error ? error.message : `the anchor ${anchor} can't be read`)];
  }
}
