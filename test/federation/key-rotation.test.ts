import { createVerify } from 'node:crypto';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let anna: C2sClient;
let far: Stranger;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  far = await Stranger.start();
  const ada = far.actor('ada');
  await far.deliver(`${anna.actor}/inbox`, far.activity(ada, 'Follow', anna.actor));
  await acme.drain();
});
afterAll(async () => {
  await far.stop();
  await acme.stop();
});

async function keyShown(): Promise<string> {
  const answer = await fetch(anna.actor, { headers: { accept: 'application/activity+json' } });
  return ((await answer.json()) as { publicKey: { publicKeyPem: string } }).publicKey.publicKeyPem;
}

/** Whether the newest delivery verifies by this key, as its `Signature` header says what was signed. */
function newestIsSignedBy(pem: string): boolean {
  const { headers, path } = far.posted.at(-1)!;
  const header = String(headers['signature']);
  const [, names = ''] = /headers="([^"]*)"/.exec(header) ?? [];
  const [, signature = ''] = /signature="([^"]*)"/.exec(header) ?? [];
  const line = (name: string) => `${name}: ${name === '(request-target)' ? `post ${path}` : headers[name]}`;
  return createVerify('sha256').update(names.split(' ').map(line).join('\n')).verify(pem, signature, 'base64');
}

it('a new key is shown, and told to followers', async () => {
  const before = await keyShown();
  const account = (await acme.context.store.accounts.byName('anna'))!;
  expect(await acme.context.federation.accounts.rotateKey(account)).toEqual({ kind: 'rotated' });
  await acme.drain();
  const after = await keyShown();
  expect(after).not.toBe(before);
  expect(far.posted.at(-1)!.body).toMatchObject({
    type: 'Update',
    object: { id: anna.actor, publicKey: { id: `${anna.actor}#main-key`, owner: anna.actor, publicKeyPem: after } },
  });
});

it('what comes after a while is signed by the new key alone', async () => {
  const [old, account] = [await keyShown(), (await acme.context.store.accounts.byName('anna'))!];
  await acme.context.federation.accounts.rotateKey(account);
  await acme.drain();
  const signedAnew = async (): Promise<boolean> => {
    await anna.post({ type: 'Note', content: 'hello', to: [asPublic] });
    await acme.drain();
    return newestIsSignedBy(await keyShown());
  };
  // A process takes a key for what it was for a second at most.
  let signed = false;
  for (let posts = 0; posts < 300 && !signed; posts++) signed = await signedAnew();
  expect(signed).toBe(true);
  expect(newestIsSignedBy(old)).toBe(false);
});

it('a client can not give itself a key', async () => {
  const before = await keyShown();
  const publicKey = { id: `${anna.actor}#main-key`, owner: anna.actor, publicKeyPem: far.publicKeyPem };
  await anna.post({ type: 'Update', object: { id: anna.actor, type: 'Person', name: 'Anna', publicKey } });
  expect(await keyShown()).toBe(before);
});
