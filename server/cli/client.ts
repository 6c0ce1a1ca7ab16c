import { type ClientRules, unknownClients } from '../oauth/client-rules.ts';
import { type Command, failed, misused } from './command.ts';
import { withContext } from './open-context.ts';

export const clientList: Command = {
  usage: '',
  summary: 'Lists the apps that people may use.',
  details: [],
  takes: 0,
  options: {},
  run: () => withContext(async ({ clientRuling }) => reported(await clientRuling.rules())),
};

export const clientAllow: Command = {
  usage: '<place>',
  summary: 'Lists an app by the place that it sends people back to.',
  details: [
    'A place is an origin (https://phanpy.social), a scheme (icecubesapp:), the address of an app that describes itself,',
    'or urn:ietf:wg:oauth:2.0:oob for apps that show a code to copy. An app is listed when all its places are.',
  ],
  takes: 1,
  options: {},
  run: ({ arguments: [place = ''] }) =>
    withContext(async ({ clientRuling }) => {
      const outcome = await clientRuling.list(place, 'operator');
      return outcome.kind === 'set'
        ? reported(outcome.rules)
        : failed(`\`${place}\` is no place of an app: see \`portico client allow --help\``);
    }),
};

export const clientRemove: Command = {
  usage: '<place>',
  summary: 'Takes a place off the list. Tokens stay: end them with `token revoke`.',
  details: [],
  takes: 1,
  options: {},
  run: ({ arguments: [place = ''] }) =>
    withContext(async ({ clientRuling }) => reported(await clientRuling.unlist(place, 'operator'))),
};

export const clientUnknown: Command = {
  usage: '<allow|read|refuse>',
  summary: 'Says what apps may that are not listed: all that people let them, read alone, or nothing.',
  details: [],
  takes: 1,
  options: {},
  async run({ arguments: [given = ''] }) {
    const unknown = unknownClients.find((one) => one === given);
    if (!unknown) return misused(`\`${given}\` is not one of ${unknownClients.join(', ')}`);
    return withContext(async ({ clientRuling }) => reported(await clientRuling.setUnknown(unknown, 'operator')));
  },
};

function reported(rules: ClientRules) {
  const lines = [`unknown apps: ${rules.unknown}`, ...rules.places];
  return { kind: 'reported' as const, lines, data: rules };
}
