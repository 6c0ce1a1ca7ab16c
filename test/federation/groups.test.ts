import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Communities of this server (FEP-1b12). */
let acme: Organisation;
let chess: string;
let anna: C2sClient;
let far: Stranger;
let ada: string;
let notes = 0;

beforeAll(async () => {
  acme = await Organisation.start();
  chess = (await acme.person('chess', { kind: 'community' })).actor;
  anna = await acme.person('anna');
  far = await Stranger.start();
  ada = far.actor('ada');
  await far.deliver(`${chess}/inbox`, far.activity(ada, 'Follow', chess));
  await acme.drain();
});
afterAll(async () => {
  await far.stop();
  await acme.stop();
});

/** Sends a post to the community; gives what the community said of it. */
async function said(author: string, more: Readonly<Record<string, unknown>> = {}): Promise<unknown[]> {
  notes += 1;
  const id = `${far.origin}/notes/${notes}`;
  const to = [asPublic, chess];
  const note = { id, type: 'Note', attributedTo: author, content: '<p>e4</p>', to, ...more };
  const create = far.activity(author, 'Create', note, { to: note.to });
  for (const activity of [create, { ...create, id: `${String(create['id'])}-again` }]) {
    expect(await far.deliver(`${chess}/inbox`, activity)).toMatchObject({ status: 202 });
    await acme.drain();
  }
  const about = new Set<unknown>([id, create['id'], `${String(create['id'])}-again`]);
  return far.posted.map(({ body }) => body).filter(({ type, object }) => type === 'Announce' && about.has(object));
}

it('passes on what a member posts to it and the activity that brought it, once', async () => {
  const toAll = { actor: chess, to: [asPublic], cc: [`${chess}/followers`] };
  const announced = await said(ada);
  expect(announced).toMatchObject([
    { ...toAll, object: `${far.origin}/notes/${notes}` },
    { ...toAll, object: expect.stringMatching(/activities/) },
  ]);
});

it.each<[string, () => Parameters<typeof said>]>([
  ['somebody who is no member', () => [far.actor('eve')]],
  ['a member for it alone', () => [ada, { to: [chess] }]],
  ['a member in answer to something', () => [ada, { inReplyTo: `${far.origin}/notes/0` }]],
])('does not pass on what comes from %s', async (_, post) => {
  expect(await said(...post())).toEqual([]);
});

it('passes on what colleagues who follow it post to it', async () => {
  await anna.post({ type: 'Follow', object: chess });
  await acme.drain();
  const { body } = await anna.post({ type: 'Note', content: '<p>e5</p>', to: [asPublic], cc: [chess] });
  await acme.drain();
  const { id } = body['object'] as { id: string };
  const announced = far.posted.filter(
    ({ body: { type, object } }) => type === 'Announce' && [id, body['id']].includes(String(object)),
  );
  expect(announced.map(({ body: { actor, object } }) => [actor, object])).toEqual([
    [chess, id],
    [chess, body['id']],
  ]);
});

it('shows a member what was passed on once', async () => {
  const headers = { authorization: `Bearer ${anna.token}` };
  const response = await fetch(`${acme.origin}/api/v1/timelines/home?limit=1`, { headers });
  const home = (await response.json()) as { reblog: { uri: string } | null }[];
  const boosted = home.flatMap(({ reblog }) => reblog?.uri ?? []);
  expect(boosted).toHaveLength(1);
});
