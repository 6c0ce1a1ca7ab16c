import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, failed, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

export const emojiList: Command = {
  usage: '',
  summary: 'Lists the emojis of this server.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ clientApi }) => {
      const emojis = (await clientApi.parts.emojis.all()).map(({ shortcode, category = null }) => ({
        shortcode,
        category,
      }));
      const lines = emojis.length > 0 ? emojis.map(({ shortcode }) => `:${shortcode}:`) : ['there are no emojis'];
      return { kind: 'reported', lines, data: { emojis } };
    }),
};

export const emojiAdd: Command = {
  usage: '<shortcode> --file <path> --by <account> [--category <name>]',
  summary: 'Makes a picture an emoji that people write as :shortcode:.',
  details: [
    '--file <path>      the picture, of at most 256 KiB',
    '--by <account>     whose file it is',
    '--category <name>  under which heading apps show it',
  ],
  takes: 1,
  options: { file: { type: 'string' }, by: { type: 'string' }, category: { type: 'string' } },
  async run(call) {
    const [shortcode = ''] = call.arguments;
    const [path, by, category] = ['file', 'by', 'category'].map((name) => textOption(call, name));
    if (!path || !by) return misused('name the picture and whose it is: `--file <path> --by <account>`');
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) return failed(`\`${path}\` can not be read`);
    return withContext(async ({ store, media, clientApi }) => {
      const account = await store.accounts.byName(by);
      if (!account) return failed(`there is no account \`${by}\``);
      const uploaded = await media.upload(account, oneChunk(bytes), { fileName: basename(path) });
      if (uploaded.kind === 'refused') return failed(uploaded.reason);
      const { file } = uploaded;
      const emoji = { shortcode, file, ...(category !== undefined && { category }) };
      const outcome = await clientApi.parts.emojis.set(emoji, 'operator');
      if (outcome.kind === 'refused') return failed(outcome.reason);
      return { kind: 'reported', lines: [`:${shortcode}:`], data: { shortcode } };
    });
  },
};

export const emojiRemove: Command = {
  usage: '<shortcode>',
  summary: 'Takes an emoji away; where it was written its letters stand.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [shortcode = ''] }) =>
    withContext(async ({ clientApi }) => {
      const removed = await clientApi.parts.emojis.remove(shortcode, 'operator');
      if (!removed) return failed(`there is no emoji \`${shortcode}\`: see \`portico emoji list\``);
      return { kind: 'reported', lines: [`removed: ${shortcode}`], data: { removed: shortcode } };
    }),
};

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
