import type { Command } from './command.ts';

export const start: Command = {
  usage: '',
  summary: 'Starts the server; SIGTERM or Ctrl-C stops it, SIGHUP reads the policy folder again.',
  details: ['Settings come from environment variables, see docs/running.md. Logs are JSON lines on standard error.'],
  takes: 0,
  options: {},
  run: async () => (await import('./serve.ts')).serve(),
};
