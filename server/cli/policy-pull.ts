import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../config/error-code.ts';
import { placeOf } from '../policy-folder/layout.ts';
import { type Command, failed } from './command.ts';
import { withContext } from './open-context.ts';

export const policyPull: Command = {
  usage: '<version> <folder>',
  summary: 'Writes a version of the policy set into a new folder; records and documents come as hashes.',
  details: ['The version may be shortened to its first eight digits or more.'],
  takes: 2,
  options: {},
  async run({ arguments: [version = '', folder = ''] }) {
    return withContext(async ({ policies }) => {
      const record = await policies.versions.named(version);
      if (!record) return failed(`there is no version \`${version}\`: see \`portico policy list\``);
      const files = Object.entries(record.files).filter(([file]) => ['text', 'data'].includes(placeOf(file).kind));
      try {
        await mkdir(folder);
        for (const [file, text] of files) {
          await mkdir(dirname(join(folder, file)), { recursive: true });
          await writeFile(join(folder, file), text, { flag: 'wx' });
        }
      } catch (error) {
        return failed(`\`${folder}\` can't be written (${errorCode(error)}): name a new folder`);
      }
      const names = files.map(([file]) => file);
      return {
        kind: 'reported',
        lines: [`${names.length} files of ${record.version} are in \`${folder}\``],
        data: { version: record.version, folder, files: names },
      };
    });
  },
};
