import { type Command, failed } from './command.ts';
import { withContext } from './open-context.ts';

export const tokenList: Command = {
  usage: '<name>',
  summary: 'Lists the tokens of an account that work: id, app, scopes, and when each was issued.',
  details: [],
  takes: 1,
  options: {},
  async run({ arguments: [name = ''] }) {
    return withContext(async ({ store, tokens }) => {
      const account = await store.accounts.byName(name.toLowerCase());
      if (!account) return failed(`there is no account \`${name}\`: add it with \`portico actor add ${name}\``);
      const issued = await tokens.list(account.actorId);
      const data = await Promise.all(
        issued.map(async ({ jti, clientId, scope, issuedAt }) => {
          const app = clientId === undefined ? undefined : (await store.clients.byId(clientId))?.name;
          return { id: jti, app: app ?? 'command line', scope, issued: new Date(issuedAt).toISOString() };
        }),
      );
      const lines = data.map(({ id, app, scope, issued: when }) => `${id}  ${when}  ${app}  (${scope})`);
      return { kind: 'reported', lines: lines.length > 0 ? lines : [`\`${name}\` has no token that works`], data };
    });
  },
};
