import { text } from 'node:stream/consumers';
import { hashPassword } from '../sign-in/password-hash.ts';
import { type Command, failed } from './command.ts';
import { withContext } from './open-context.ts';

/** NIST SP 800-63B §3.1.1.2: length is what counts; rules about kinds of letters make worse passwords. */
const shortest = 12;
const longest = 1024;

export const passwordSet: Command = {
  usage: '<name>',
  summary: 'Sets the password that an account signs in with; reads it from standard input, one line.',
  details: ['at least 12 characters; other sessions stay: end them with `portico token revoke <name> --all`'],
  takes: 1,
  options: {},
  async run({ arguments: [name = ''] }) {
    const [password = ''] = (await text(process.stdin)).split(/\r?\n/);
    if (password.length < shortest || password.length > longest) {
      return failed(`the password has ${password.length} characters: use ${shortest} or more (up to ${longest})`);
    }
    return withContext(async ({ store }) => {
      const account = await store.accounts.byName(name.toLowerCase());
      if (!account) return failed(`there is no account \`${name}\`: add it with \`portico actor add ${name}\``);
      const hash = await hashPassword(password);
      await store.commits.commit([{ change: 'credential.put', actorId: account.actorId, hash }]);
      return { kind: 'reported', lines: [`\`${account.name}\` can sign in`], data: { name: account.name } };
    });
  },
};
