import type { Announcement } from '../community/announcements.ts';
import { type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const announcementList: Command = {
  usage: '',
  summary: 'Lists the announcements, newest first; also those that are over.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ clientApi }) => {
      const announcements = await clientApi.parts.announcements.all();
      const lines = announcements.length > 0 ? announcements.map(line) : ['there are no announcements'];
      return { kind: 'reported', lines, data: { announcements } };
    }),
};

export const announcementAdd: Command = {
  usage: '<text> [--until <time>]',
  summary: 'Tells everybody here something, above their timelines.',
  details: ['--until <time>  when it is over, such as 2026-12-24T18:00Z; never where left out'],
  takes: 1,
  options: { until: { type: 'string' } },
  async run(call) {
    const text = call.arguments[0]?.trim() ?? '';
    const until = textOption(call, 'until');
    const endsAt = until === undefined ? undefined : Date.parse(until);
    if (text === '') return misused('say what is announced');
    if (Number.isNaN(endsAt)) return misused('`--until` is no time; write it as 2026-12-24T18:00Z');
    return withContext(async ({ clientApi }) => {
      const asked = { text, ...(endsAt !== undefined && { endsAt }) };
      const announcement = await clientApi.parts.announcements.publish(asked, 'operator');
      return { kind: 'reported', lines: [line(announcement)], data: announcement };
    });
  },
};

export const announcementRemove: Command = {
  usage: '<id>',
  summary: 'Takes an announcement away.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [id = ''] }) =>
    withContext(async ({ clientApi }) => {
      const removed = await clientApi.parts.announcements.remove(id, 'operator');
      if (!removed) return failed(`there is no announcement \`${id}\`: see \`portico announcement list\``);
      return { kind: 'reported', lines: [`removed: ${id}`], data: { removed: id } };
    }),
};

function line({ id, text, endsAt }: Announcement): string {
  const until = endsAt === undefined ? '' : ` (until ${new Date(endsAt).toISOString()})`;
  return `${id}  ${text.replaceAll(/\s+/g, ' ')}${until}`;
}
