import type { LateStop } from '../../../federation/index.ts';
import type { MastodonParts } from '../door.ts';
import { tipAddress } from './address.ts';
import { tipText } from './catalogue.ts';
import { foundText, verdictText } from './speak.ts';

/** Tells whoever liked, boosted, answered or quoted that it stays inside, though the author outside agreed to it. */
export async function tellOfLateStop(
  { origin, bot, languageOf }: MastodonParts,
  { account, decision, verdict }: LateStop,
): Promise<void> {
  const language = await languageOf(account);
  const found = foundText(language, verdict);
  const lines = [verdictText(language, 'stopped-late', verdict), ...(found === undefined ? [] : [found])];
  await bot.tell(account, [...lines, tipText(language, 'more', { link: tipAddress(origin, decision) })]);
}
