import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { send } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Each way between two servers, and the rule for a domain that closes it. */
const ways = {
  hear: 'dropIncoming',
  send: 'dropOutgoing',
  answer: 'refuseTheirFetches',
  fetch: 'refuseOurFetches',
} as const;
type Way = keyof typeof ways;
const allWays = Object.keys(ways) as Way[];

const modes = {
  closed: { env: { PORTICO_FEDERATION: 'closed' }, opens: false },
  'allowlist, without them': {
    env: { PORTICO_FEDERATION: 'allowlist', PORTICO_ALLOWED_HOSTS: 'somebody.example' },
    opens: false,
  },
  'allowlist, with them': { env: { PORTICO_FEDERATION: 'allowlist' }, opens: true },
  open: { env: { PORTICO_FEDERATION: 'open' }, opens: true },
} as const;
type Mode = keyof typeof modes;

interface House {
  readonly acme: Organisation;
  readonly anna: C2sClient;
  readonly post: string;
}

const houses = new Map<Mode, House>();
let far: Stranger;
let finn: string;
let asked = 0;

beforeAll(async () => {
  far = await Stranger.start();
  finn = far.actor('finn');
  for (const [mode, { env }] of Object.entries(modes)) {
    const listed = mode === 'allowlist, with them' ? { PORTICO_ALLOWED_HOSTS: new URL(far.origin).host } : {};
    const acme = await Organisation.start({ env: { ...env, ...listed } });
    const anna = await acme.person('anna');
    const { body } = await anna.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    // Known from before, so that writing to them asks for nothing.
    await far.deliver(`${anna.actor}/inbox`, far.activity(finn, 'Follow', anna.actor));
    await acme.drain();
    houses.set(mode as Mode, { acme, anna, post: (body['object'] as { id: string } | undefined)?.id ?? '' });
  }
});

afterAll(() => Promise.all([far.stop(), ...[...houses.values()].map(({ acme }) => acme.stop())]));

/** Whether something passes, for each way of its own kind. */
const passes: Readonly<Record<Way, (house: House) => Promise<boolean>>> = {
  async hear({ anna }) {
    const { status } = await far.deliver(`${anna.actor}/inbox`, far.activity(finn, 'Follow', anna.actor));
    return status === 202;
  },
  async send({ acme, anna }) {
    const before = far.posted.length;
    await anna.post({ type: 'Note', content: 'hello', to: [finn] });
    await acme.drain();
    return far.posted.slice(before).some(({ body }) => body['type'] === 'Create');
  },
  async answer({ post }) {
    return (await far.fetchAs(finn, post)).status === 200;
  },
  async fetch({ acme, anna }) {
    asked += 1;
    const path = `/notes/${asked}`;
    const id = far.origin + path;
    far.put(path, { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Note', attributedTo: finn });
    await send(`${acme.origin}/proxy`, { form: { id }, headers: { authorization: `Bearer ${anna.token}` } });
    return far.asked.some((line) => line === `GET ${path}`);
  },
};

const table = (Object.keys(modes) as Mode[]).flatMap((mode) =>
  [undefined, ...allWays].map((ruled) => ({ mode, ruled, rule: ruled === undefined ? 'no rule' : ways[ruled] })),
);

describe('what passes between two servers', () => {
  it.each(table)('in the mode `$mode`, with $rule', async ({ mode, ruled }) => {
    const house = houses.get(mode);
    if (!house) throw new Error('there is no such house');
    const { domains } = house.acme.context;
    const domain = new URL(far.origin).host;
    const on = ruled === undefined ? [] : [ways[ruled]];
    await domains.set({ domain, on, reason: 'test', by: 'operator' });
    const passed: Partial<Record<Way, boolean>> = {};
    for (const way of allWays) passed[way] = await passes[way](house);
    expect(passed).toEqual(Object.fromEntries(allWays.map((way) => [way, modes[mode].opens && way !== ruled])));
  });
});
