import type { Command } from '../command.ts';

export const doctor: Command = {
  usage: '',
  summary: 'Looks at origin, clock, folder, secret, policies, store, keys and reachability, and says what to do.',
  details: ['Changes nothing and is safe beside a running server. Fails (exit code 1) where a line says `fail`.'],
  takes: 0,
  options: {},
  async run() {
    const { examine } = await import('./examine.ts');
    const findings = await examine();
    const lines = findings.map(({ state, check, line }) => `${state.padEnd(4)}  ${check.padEnd(12)}  ${line}`);
    const failed = findings.some(({ state }) => state === 'fail');
    return { kind: 'reported', failed, lines, data: { ok: !failed, findings } };
  },
};
