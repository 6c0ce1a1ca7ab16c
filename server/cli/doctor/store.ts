import { existsSync } from 'node:fs';
import type { Account, Store } from '../../../federation/ports/index.ts';
import type { Config } from '../../config/config.ts';
import { createKeyring, type Keyring } from '../../config/keyring.ts';
import type { Secrets } from '../../config/secrets.ts';
import type { ServerStore } from '../../ports/index.ts';
import { openStore } from '../../storage/open.ts';
import { type Finding, finder } from './check.ts';
import { checkClock } from './clock.ts';
import { checkLedger } from './ledger.ts';

/** Store, clock and keys: what can be said with the store open. */
export async function checkStore(config: Config, secrets: Secrets): Promise<Finding[]> {
  const { ok, fail } = finder('store');
  const { store: location } = config;
  if (location.kind === 'sqlite' && !existsSync(location.file)) {
    return [ok(`${location.file} is not there yet: the first start makes it`), checkClock(undefined)];
  }
  let store: ServerStore | undefined;
  try {
    store = await openStore(config, secrets);
    await store.check();
    const accounts = await store.accounts.all();
    const [newest] = await store.decisions.latest(1);
    const where = location.kind === 'sqlite' ? location.file : location.kind;
    return [
      ok(`${where}, accounts: ${accounts.length}`),
      checkClock(newest?.decidedAt),
      ...checkAddresses(accounts, config),
      await checkKeys(accounts, store, createKeyring(secrets.keys)),
      ...(await checkLedger(store.ledger, config, secrets)),
    ];
  } catch (error) {
    return [fail(error instanceof Error ? error.message : 'the store does not open'), checkClock(undefined)];
  } finally {
    await store?.close();
  }
}

/** Addresses were given out and never change. */
function checkAddresses(accounts: readonly Account[], { origin }: Config): Finding[] {
  const stray = accounts.find(({ actorId }) => !actorId.startsWith(`${origin}/`));
  if (!stray) return [];
  const theirs = new URL(stray.actorId).origin;
  return [
    finder('origin').fail(
      `accounts in this store belong to ${theirs}: set PORTICO_ORIGIN back to it, or PORTICO_DATA to another folder`,
    ),
  ];
}

async function checkKeys(accounts: readonly Account[], { actorKeys }: Store, keyring: Keyring): Promise<Finding> {
  const { ok, fail } = finder('keys');
  for (const { name, actorId } of accounts) {
    const key = await actorKeys.ofActor(actorId);
    if (!key) return fail(`\`${name}\` has no signing key: bring back a backup of the store`);
    try {
      keyring.openSecret(key.sealedPrivateKey, key.keyId);
    } catch {
      return fail(`the key of \`${name}\` does not open with this secret: bring back the one it was made with`);
    }
  }
  return ok(`signing keys that open: ${accounts.length} of ${accounts.length}`);
}
