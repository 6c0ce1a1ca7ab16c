import { toConfig } from '../../config/config.ts';
import { readEnv } from '../../config/env.ts';
import type { Command } from '../command.ts';
import { type Finding, finder } from './check.ts';
import { checkClock } from './clock.ts';
import { checkFolder, checkSecret } from './folder.ts';
import { checkOrigin, checkReachability } from './origin.ts';
import { checkPolicies } from './policies.ts';
import { checkStore } from './store.ts';

export const doctor: Command = {
  usage: '',
  summary: 'Looks at origin, clock, folder, secret, policies, store, keys and reachability, and says what to do.',
  details: ['Changes nothing and is safe beside a running server. Fails (exit code 1) where a line says `fail`.'],
  takes: 0,
  options: {},
  async run() {
    const findings = await examine();
    const lines = findings.map(({ state, check, line }) => `${state.padEnd(4)}  ${check.padEnd(12)}  ${line}`);
    const failed = findings.some(({ state }) => state === 'fail');
    return { kind: 'reported', failed, lines, data: { ok: !failed, findings } };
  },
};

async function examine(): Promise<Finding[]> {
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
    await checkPolicies(config),
    ...(secrets ? await checkStore(config, secrets) : [checkClock(undefined)]),
    ...(await checkReachability(config)),
  ];
}
