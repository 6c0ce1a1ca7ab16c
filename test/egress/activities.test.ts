import { createHash, randomUUID } from 'node:crypto';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let finn: string;
let anna: C2sClient;
let riva: ApiClient;
let edda: ApiClient;

beforeAll(async () => {
  [acme, far] = await Promise.all([Organisation.start(), Stranger.start()]);
  anna = await acme.person('anna');
  riva = new ApiClient(acme.origin, (await acme.person('riva', { roles: ['reviewer'] })).token);
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  finn = far.actor('finn');
  const follow = far.activity(finn, 'Follow', anna.actor);
  expect((await far.deliver(`${anna.actor}/inbox`, follow)).status).toBe(202);
  await sent('Accept');
});

afterAll(() => Promise.all([acme.stop(), far.stop()]));

/** The first activity of a type that came, with the receipts of the very bytes that came. */
async function sent(type: string) {
  await far.until((posted) => posted.some(({ body }) => body['type'] === type));
  const { body, bytes } = far.posted.find((one) => one.body['type'] === type)!;
  const digest = createHash('sha256').update(bytes).digest('base64');
  return { body, receipts: await acme.context.store.releases.receipts(digest) };
}

/** Of an activity that was decided, its receipt and the decision that it rests on. */
async function decidedAndReceipted(type: string): Promise<void> {
  const { body, receipts } = await sent(type);
  expect(receipts).toMatchObject([{ subject: body['id'], actor: body['actor'] }]);
  expect(await acme.context.store.decisions.ofActivity(String(body['id']))).toMatchObject([{ activityType: type }]);
}

const post = (document: object) => anna.post(document as Record<string, unknown>);
const say = async (content: string, more: object = {}) => {
  const { body } = await post({ type: 'Note', content, to: [asPublic], ...more });
  return (body['object'] as { id: string }).id;
};

describe('an activity that nobody typed', () => {
  it('Accept of a follow is decided and receipted', () => decidedAndReceipted('Accept'));

  it('Reject of a follow is decided and receipted', async () => {
    const { object } = (await sent('Accept')).body as { object: { id: string } };
    expect((await post({ type: 'Reject', object: object.id })).status).toBe(201);
    await decidedAndReceipted('Reject');
    await far.deliver(`${anna.actor}/inbox`, far.activity(finn, 'Follow', anna.actor));
    await acme.drain();
  });

  it('Undo is decided and receipted', async () => {
    const liked = `${far.origin}/notes/1`;
    const note = { id: liked, type: 'Note', attributedTo: finn, content: 'hello', to: [asPublic] };
    const create = far.activity(finn, 'Create', note, { to: [asPublic, anna.actor] });
    expect((await far.deliver(`${anna.actor}/inbox`, create)).status).toBe(202);
    await acme.drain();
    const like = await post({ type: 'Like', object: liked });
    expect(like.status).toBe(201);
    const undone = await post({ type: 'Undo', object: like.body['id'] });
    expect([undone.status, undone.body]).toMatchObject([201, { portico: { zone: 'addressed' } }]);
    await decidedAndReceipted('Undo');
  });

  it('Add to featured is decided and receipted', async () => {
    const object = await say('worth a pin');
    expect((await post({ type: 'Add', object, target: `${anna.actor}/featured` })).status).toBe(201);
    await decidedAndReceipted('Add');
  });

  it('Remove from featured is decided and receipted', async () => {
    const added = (await sent('Add')).body as { object: string };
    const removed = await post({ type: 'Remove', object: added.object, target: `${anna.actor}/featured` });
    expect(removed.status).toBe(201);
    await decidedAndReceipted('Remove');
  });

  it('Move is decided and receipted', async () => {
    const target = far.actor('anna-elsewhere', { alsoKnownAs: [anna.actor] });
    await post({ type: 'Move', object: anna.actor, target });
    await decidedAndReceipted('Move');
  });

  it('Delete by a recall is receipted, and of ids alone', async () => {
    const object = await say('sent too early');
    await acme.drain();
    expect((await edda.post('/recalls', { reason: 'test', post: object })).status).toBe(202);
    const { body, receipts } = await sent('Delete');
    expect(Object.keys(body).sort()).toEqual(['@context', 'actor', 'cc', 'id', 'object', 'to', 'type']);
    expect(body['object']).toEqual({ id: object, type: 'Tombstone' });
    expect(receipts).toMatchObject([{ subject: body['id'] }]);
  });

  it('Update by a recall is decided and receipted', async () => {
    const object = await say('the code is KESTREL-7');
    await acme.drain();
    const emil = new ApiClient(acme.origin, (await acme.person('emil', { roles: ['policy-editor'] })).token);
    const policy = "policy: kestrel\ntitle: kestrel\nmatch: { pattern: 'KESTREL-[0-9]+' }\naction: redact\n";
    const { body: set } = await edda.post('/policy-sets', { files: { 'k.yaml': policy }, message: randomUUID() });
    const { body: asked } = await edda.post('/policy-requests', { version: set['version'], reason: 'test' });
    expect((await emil.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
    const outcome = await acme.context.recalling.start({ by: 'operator', reason: 'test', dryRun: true });
    if (outcome.kind === 'started') await outcome.finished;
    expect((await edda.post('/recalls', { reason: 'test' })).status).toBe(202);
    const { body, receipts } = await sent('Update');
    expect(body['object']).toMatchObject({ id: object });
    expect(receipts).toMatchObject([{ subject: body['id'], outcome: expect.stringMatching(/allow|advise/) }]);
    expect(JSON.stringify(body)).not.toContain('KESTREL');
  });

  it('Flag names no reporter, and waits for a reviewer', async () => {
    const flag = await post({ type: 'Flag', object: finn, content: 'spams us', to: [finn] });
    expect(flag.status).toBe(202);
    await acme.drain();
    expect(far.posted.some(({ body }) => body['type'] === 'Flag')).toBe(false);
    const { holds } = (await riva.get('/holds')).body as { holds: { id: string; sentBy: string }[] };
    expect(holds).toMatchObject([{ sentBy: anna.actor }]);
    const id = holds[0]?.id ?? '';
    const { digest } = (await riva.get(`/holds/${id}`)).body;
    expect((await riva.post(`/holds/${id}/approve`, { digest })).status).toBe(200);
    const { body, receipts } = await sent('Flag');
    expect(body['actor']).toBe(`${acme.origin}/users/instance`);
    expect(JSON.stringify(body)).not.toContain('anna');
    expect(receipts).toMatchObject([{ subject: body['id'] }]);
  });
});
