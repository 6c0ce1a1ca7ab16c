import { toConfig } from '../../config/config.ts';
import { readEnv } from '../../config/env.ts';
import { type Finding, finder } from './check.ts';
import { checkClock } from './clock.ts';
import { checkFolder, checkSecret } from './folder.ts';
import { checkOrigin, checkReachability } from './origin.ts';
import { checkPolicies } from './policies.ts';
import { checkStore } from './store.ts';

/** Everything the doctor looks at, in the order of a set-up. */
export async function examine(): Promise<Finding[]> {
  const env = readEnv();
  const configured = toConfig(env, process.cwd());
  if (configured.kind === 'invalid') return configured.problems.map(finder('settings').fail);
  const { config } = configured;
  const folder = await checkFolder(config);
  const usable = folder.every(({ state }) => state !== 'fail');
  const { findings: secret, secrets } = checkSecret(env, config, usable);
  return [
    ...config.warnings.filter((line) => !line.startsWith('PORTICO_ORIGIN')).map(finder('settings').warn),
    checkOrigin(env, config),
    ...folder,
    ...secret,
    await checkPolicies(config, secrets),
    ...(secrets ? await checkStore(config, secrets) : [checkClock(undefined)]),
    ...(await checkReachability(config)),
  ];
}
