import type { Ask, Tell } from './process.ts';
import { CommunityServer } from './server.ts';

/** The community as a process: `fork('main.ts', [port])`, steered by messages; it ends when its parent lets go. */
const server = await CommunityServer.start(
  (exchange) => tell({ tell: 'exchange', exchange }),
  Number(process.argv[2] ?? 0),
);

process.on('message', ({ ask, command }: Ask) => {
  server.run(command).then(
    (outcome) => tell({ tell: 'done', ask, outcome }),
    (error: unknown) => tell({ tell: 'failed', ask, message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
tell({ tell: 'ready', origin: server.origin });

function tell(message: Tell): void {
  // A parent that is gone needs no message; without a listener the failed send would be an uncaught error.
  process.send?.(message, undefined, {}, () => undefined);
}
