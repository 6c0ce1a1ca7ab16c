import { randomUUID } from 'node:crypto';
import { createGate } from '../../../policies/index.ts';
import { createApp } from '../../../server/app.ts';
import { readSettings } from '../../../server/cli/open-context.ts';
import { createContext } from '../../../server/context.ts';
import { listen } from '../../../server/http/listen.ts';

/**
 * The server as it ships but for one part: its gate lets everything pass unread. Releases, receipts and seals are made
 * as always, so that what the deciding costs is all that is left out. No setting of the product does this.
 */
const settings = readSettings();
if (settings.kind === 'failed') throw new Error(settings.lines.join('\n'));
const { config, secrets } = settings;
const allow = { outcome: 'allow', reasons: [], setVersion: 'off' } as const;
const context = await createContext(config, secrets, {
  gate: () =>
    createGate({
      policySet: () => ({ version: 'off', evaluate: () => allow }),
      sealKey: secrets.seal,
      clock: Date.now,
      newId: randomUUID,
    }),
});
await context.reloadPolicies();
const listener = await listen(createApp(context), config);
if (listener.kind === 'refused') throw new Error(listener.reason);
await context.federation.workers.start();
process.once('SIGTERM', async () => {
  await Promise.all([listener.close(1_000), context.federation.workers.stop(1_000)]);
  await context[Symbol.asyncDispose]();
});
