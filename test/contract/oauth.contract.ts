import type { ClientRecord, CodeRecord } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at } from './samples.ts';

const client: ClientRecord = {
  id: 'elk',
  name: 'Elk',
  redirectUris: ['https://elk.example/callback'],
  scope: 'read write',
  secretHash: 'ab12',
  createdAt: at,
};
const code: CodeRecord = {
  hash: 'cd34',
  clientId: 'elk',
  actorId: 'https://acme.example/users/anna',
  scope: 'read',
  redirectUri: 'https://elk.example/callback',
  expiresAt: at,
};

export function oauthContract(open: OpenStore): void {
  describe('OAuth', () => {
    const opened = openedStore(open);

    it('remembers clients, with and without a website', async () => {
      const { commits, clients } = opened.store;
      await commits.commit([{ change: 'client.put', client }]);
      expect(await clients.byId('elk')).toEqual(client);
      await commits.commit([{ change: 'client.put', client: { ...client, website: 'https://elk.example' } }]);
      expect(await clients.byId('elk')).toEqual({ ...client, website: 'https://elk.example' });
      expect(await clients.byId('unknown')).toBeUndefined();
    });

    it('uses a code up once, however many come at once', async () => {
      const { commits, codes } = opened.store;
      await commits.commit([{ change: 'code.put', code: { ...code, challenge: 'x' } }]);
      const redeemed = await Promise.all(['one', 'two', 'three'].map((jti) => codes.redeem(code.hash, jti)));
      expect(redeemed.filter((outcome) => outcome?.usedFor === undefined)).toEqual([
        { code: { ...code, challenge: 'x' } },
      ]);
      expect((await codes.redeem(code.hash, 'four'))?.usedFor).toEqual(expect.stringMatching(/one|two|three/));
      expect(await codes.redeem('unknown', 'five')).toBeUndefined();
    });

    it('forgets codes that had expired by then, used or not, and no others', async () => {
      const { commits, codes } = opened.store;
      const [used, later] = [
        { ...code, hash: 'used' },
        { ...code, hash: 'later', expiresAt: at + 1 },
      ];
      await commits.commit([code, used, later].map((one) => ({ change: 'code.put', code: one }) as const));
      await codes.redeem('used', 'one');
      await codes.forget(at + 1);
      expect(await codes.redeem(code.hash, 'two')).toBeUndefined();
      expect(await codes.redeem('used', 'two')).toBeUndefined();
      expect(await codes.redeem('later', 'two')).toEqual({ code: later });
    });

    it('keeps the password hash that was put last', async () => {
      const { commits, credentials } = opened.store;
      expect(await credentials.ofActor(code.actorId)).toBeUndefined();
      for (const hash of ['first', 'second']) {
        await commits.commit([{ change: 'credential.put', actorId: code.actorId, hash }]);
      }
      expect(await credentials.ofActor(code.actorId)).toBe('second');
    });
  });
}
