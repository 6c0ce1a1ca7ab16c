import { setTimeout as delay } from 'node:timers/promises';
import { OutsideCommunity } from '../support/community/community.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { CorporateSite } from '../support/site/corporate-site.ts';
import { gather, hire, type Stage } from './play.ts';
import { progress } from './terminal.ts';

/** Starts both servers, each in a process of its own, and fills them with people. */
export async function setStage(stack: AsyncDisposableStack): Promise<Stage> {
  const [portico, community] = await progress('starting Portico and the outside community', () =>
    Promise.all([
      PorticoProcess.start({ env: { PORTICO_THEME: CorporateSite.theme } }).then((server) => stack.use(server)),
      OutsideCommunity.spawn().then((server) => stack.use(server)),
    ]),
  );
  try {
    const clients = await progress('hiring employees and giving them tokens', () => hire(portico));
    const people = await progress('people outside follow', () => gather(portico, community));
    return { portico, community, people, clients };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\nPortico said:\n${portico.log}`);
  }
}

/** Resolves when nothing has come to the community for a while: what still was to come would have come by then. */
export async function quiet(community: OutsideCommunity, forMs = 750): Promise<void> {
  let before = -1;
  while (before !== community.exchanges().length) {
    before = community.exchanges().length;
    await delay(forMs);
  }
}
