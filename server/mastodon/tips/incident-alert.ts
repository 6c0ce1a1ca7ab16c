import { seesToIncidents } from '../../incidents/incidents.ts';
import type { Incident } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { tipText } from './catalogue.ts';

/** Tells everybody who can own an incident that one was opened, in the client that they use. */
export async function alertOfIncident(parts: MastodonParts, { id, title, count }: Incident): Promise<void> {
  const { store, bot, languageOf, origin } = parts;
  const team = (await store.accounts.all()).filter(seesToIncidents);
  for (const account of team) {
    const blanks = { title, count: String(count), link: `${origin}/console/incidents/${id}` };
    await bot.tell(account, [tipText(await languageOf(account), 'incident', blanks)]);
  }
}
