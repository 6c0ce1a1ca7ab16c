import { probe } from '../../../federation/index.ts';
import type { Config } from '../../config/config.ts';
import type { Env } from '../../config/env.ts';
import { isLoopback } from '../../config/origin.ts';
import { type Finding, finder } from './check.ts';

/** Other servers refuse signatures that are further off than some minutes. */
const clockOffMostMs = 30_000;

export function checkOrigin({ values }: Env, { origin, federation }: Config): Finding {
  const { ok, warn } = finder('origin');
  if (!values.PORTICO_ORIGIN) {
    return warn(
      `${origin}: PORTICO_ORIGIN is not set; set it before the first account, addresses never change afterwards`,
    );
  }
  if (!isLoopback(new URL(origin).hostname)) return ok(origin);
  const reach = federation === 'closed' ? 'nobody else needs to' : 'nobody outside can answer';
  return warn(
    `${origin}: this address is reached from this machine only, ${reach}; use a public https origin to federate`,
  );
}

/** Whether the origin leads here, and whether its clock agrees with ours. */
export async function checkReachability({ origin }: Config): Promise<Finding[]> {
  const { ok, warn, fail } = finder('reachability');
  const probed = await probe(`${origin}/healthz`);
  if (probed.kind === 'unreachable') {
    return [warn(`${origin} does not answer (${probed.cause}): start the server, then check name, proxy and firewall`)];
  }
  if (probed.status !== 200)
    return [fail(`${origin}/healthz answers ${probed.status}: something else answers there, check the proxy`)];
  const off = probed.date === undefined ? 0 : Math.round((Date.now() - probed.date) / 1000);
  const answers = ok(`${origin} answers`);
  if (Math.abs(off) * 1000 <= clockOffMostMs) return [answers];
  return [
    answers,
    finder('clock').fail(`this clock and the one at ${origin} differ by ${Math.abs(off)} s: synchronise both`),
  ];
}
