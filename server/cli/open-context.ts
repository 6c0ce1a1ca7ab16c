import { type Config, toConfig } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import { readEnv } from '../config/env.ts';
import { type Secrets, toSecrets } from '../config/secrets.ts';
import type { Context } from '../context.ts';
import { type CommandOutcome, failed } from './command.ts';

export type Settings =
  | { readonly kind: 'ok'; readonly config: Config; readonly secrets: Secrets }
  | { readonly kind: 'failed'; readonly lines: readonly string[] };

/** Configuration and secrets of this process. */
export function readSettings(): Settings {
  const env = readEnv();
  const configured = toConfig(env, process.cwd());
  if (configured.kind === 'invalid') return { kind: 'failed', lines: configured.problems };
  const { config } = configured;
  const problem = prepareDataFolder(config.dataFolder);
  if (problem !== undefined) return { kind: 'failed', lines: [problem] };
  const found = toSecrets(env, config);
  if (found.kind === 'invalid') return { kind: 'failed', lines: [found.problem] };
  return { kind: 'ok', config, secrets: found.secrets };
}

/** Does something beside a server that may be running, on the same store. */
export async function withContext(act: (context: Context) => Promise<CommandOutcome>): Promise<CommandOutcome> {
  const settings = readSettings();
  if (settings.kind === 'failed') return failed(...settings.lines);
  // Loaded here, so that help and wrong usage are answered without waiting for all of the server.
  const { createContext } = await import('../context.ts');
  await using context = await createContext(settings.config, settings.secrets);
  return await act(context);
}
