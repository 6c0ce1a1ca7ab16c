import type { Report } from '../../../../federation/ports/index.ts';
import type { MastodonParts } from '../../door.ts';

const atOnce = 1_000;
const mostLookedAt = 20_000;

/** The report that an activity made, by the activity's IRI; open ones first. */
export async function reportOf(activity: string, { moderation }: MastodonParts): Promise<Report | undefined> {
  for (const open of [true, false]) {
    let after: string | undefined;
    for (let seen = 0; seen < mostLookedAt; seen += atOnce) {
      const page = await moderation.reports.list({ open, limit: atOnce, ...(after !== undefined && { after }) });
      const found = page.find((report) => report.activity === activity);
      if (found) return found;
      after = page.at(-1)?.id;
      if (page.length < atOnce) break;
    }
  }
  return undefined;
}
