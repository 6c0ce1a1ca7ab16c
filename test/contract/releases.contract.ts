import { type Change, StaleFence } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { activity, at, decision, delivery, hold, origin, press, release } from './samples.ts';

const subject = `${origin}/objects/1`;

export function releasesContract(open: OpenStore): void {
  describe('releases', () => {
    const opened = openedStore(open);
    const put = (...releases: ReturnType<typeof release>[]) =>
      opened.store.commits.commit(releases.map((one) => ({ change: 'release.put', release: one })));
    const claimAll = () =>
      opened.store.deliveries.claim({ owner: 'w', now: at, leaseMs: 60_000, limit: 9, perHost: 9, withoutHosts: [] });

    it('come back byte by byte, by id and as the current one of their subject and zone', async () => {
      const { releases } = opened.store;
      const sealed = release({ subject, body: Buffer.from([0, 255, 10, 13, 128]) });
      await put(sealed);
      const found = await releases.byId(sealed.id);
      expect({ ...found, body: [...found!.body] }).toEqual({ ...sealed, body: [0, 255, 10, 13, 128] });
      expect(await releases.current(subject, 'public')).toEqual(found);
      expect(await releases.current(subject, 'addressed')).toBeUndefined();
      expect(await releases.byId('unknown')).toBeUndefined();
    });

    it('are kept apart zone by zone', async () => {
      const { releases } = opened.store;
      const everyone = release({ subject });
      const partner = release({ subject, zone: 'partner:acme', outcome: 'redact' });
      await put(everyone, partner);
      expect((await releases.current(subject, 'public'))?.id).toBe(everyone.id);
      expect((await releases.current(subject, 'partner:acme'))?.id).toBe(partner.id);
    });

    it('show many things at once, each as it is in its zone', async () => {
      const { releases } = opened.store;
      const other = `${origin}/objects/2`;
      const text = (words: string) => ({ body: Buffer.from(JSON.stringify({ content: words })) });
      await put(
        release({ subject, ...text('first') }),
        release({ subject, ...text('zwölf Grad 🌦'), setVersion: 'second' }),
        release({ subject, zone: 'partner:acme', ...text('for acme') }),
        release({ subject: other, ...text('other') }),
      );
      const shown = await releases.currentTexts([
        { subject: other, zone: 'public' },
        { subject: `${origin}/objects/3`, zone: 'public' },
        { subject, zone: 'public' },
        { subject, zone: 'partner:acme' },
        { subject: other, zone: 'partner:acme' },
        { subject: other, zone: 'public' },
      ]);
      const words = shown.map((one) => one && (JSON.parse(one.text) as { content: string }).content);
      expect(words).toEqual(['other', undefined, 'zwölf Grad 🌦', 'for acme', undefined, 'other']);
      expect(shown[2]?.setVersion).toBe('second');
      expect(await releases.currentTexts([])).toEqual([]);
    });

    it('are superseded by the next one of their subject and zone; the receipts of both stay', async () => {
      const { releases } = opened.store;
      const [first, second] = [release({ subject }), release({ subject })];
      await put(first);
      await put(second);
      expect((await releases.current(subject, 'public'))?.id).toBe(second.id);
      expect((await releases.receipts(first.digest)).map(({ id }) => id)).toEqual([first.id]);
      expect((await releases.receipts(second.digest)).map(({ id }) => id)).toEqual([second.id]);
    });

    it('keep a superseded body as long as a delivery of it waits', async () => {
      const { commits, deliveries, releases } = opened.store;
      const [first, second, third] = [release({ subject }), release({ subject }), release({ subject })];
      await commits.commit([
        { change: 'release.put', release: first },
        { change: 'deliveries.add', deliveries: [delivery({ releaseId: first.id })], at },
      ]);
      await put(second);
      expect((await releases.byId(first.id))?.seal).toBe(first.seal);
      const [job] = await claimAll();
      await deliveries.settle([{ id: job!.id, fence: job!.fence, kind: 'delivered', status: 202, at }]);
      await put(third);
      expect(await releases.byId(first.id)).toBeUndefined();
      expect(await releases.byId(second.id)).toBeUndefined();
      expect((await releases.byId(third.id))?.seal).toBe(third.seal);
    });

    it('are gone from every zone when their subject is withdrawn, bytes and all; receipts stay', async () => {
      const { commits, releases } = opened.store;
      const [everyone, partner] = [release({ subject }), release({ subject, zone: 'partner:acme' })];
      const other = release();
      await put(everyone, partner, other);
      await commits.commit([{ change: 'release.withdraw', subject }]);
      expect(await releases.current(subject, 'public')).toBeUndefined();
      expect(await releases.current(subject, 'partner:acme')).toBeUndefined();
      expect(await releases.byId(everyone.id)).toBeUndefined();
      expect((await releases.receipts(everyone.digest)).map(({ id }) => id)).toEqual([everyone.id]);
      expect(await releases.everReleased(subject)).toBe(true);
      expect((await releases.current(other.subject, 'public'))?.id).toBe(other.id);
    });

    it('can be released anew after they were withdrawn', async () => {
      const { commits, releases } = opened.store;
      const again = release({ subject });
      await put(release({ subject }));
      await commits.commit([
        { change: 'release.withdraw', subject },
        { change: 'release.put', release: again },
      ]);
      expect((await releases.current(subject, 'public'))?.id).toBe(again.id);
    });

    it('leave a receipt without a body where the bytes are built on request', async () => {
      const { commits, releases } = opened.store;
      const { body: _body, ...receipt } = release({ subject });
      await commits.commit([{ change: 'receipt.add', receipt }]);
      expect(await releases.receipts(receipt.digest)).toEqual([receipt]);
      expect(await releases.byId(receipt.id)).toBeUndefined();
      expect(await releases.current(subject, 'public')).toBeUndefined();
      expect(await releases.everReleased(subject)).toBe(true);
      expect(await releases.everReleased(`${subject}0`)).toBe(false);
    });

    it('tell by another word when what is public may be another, to every process, where the store tells it at all', async () => {
      const elsewhere = await open();
      const { commits, releases } = opened.store;
      if ((await releases.publicVersion()) === undefined) return;
      const shown = { ...activity({ id: `${origin}/activities/1` }), actor: press };
      const seen = new Set([await elsewhere.releases.publicVersion()]);
      const changes: readonly (readonly [string, Change, 'another' | 'the same'])[] = [
        ['a post inside', { change: 'activity.insert', node: shown, collections: [`${press}/outbox`] }, 'the same'],
        ['a release to a partner', { change: 'release.put', release: release({ zone: 'partner:acme' }) }, 'the same'],
        ['a release', { change: 'release.put', release: release({ subject: shown.id }) }, 'another'],
        ['an edit', { change: 'release.put', release: release({ subject: shown.id }) }, 'another'],
        ['a pin', { change: 'member.add', collection: `${press}/featured`, activity: shown.id }, 'another'],
        ['its end', { change: 'member.remove', collection: `${press}/featured`, activity: shown.id }, 'another'],
        ['what is gone', { change: 'activity.remove', id: shown.id, actor: press }, 'another'],
        ['a withdrawal', { change: 'release.withdraw', subject: shown.id }, 'another'],
      ];
      for (const [what, change, expected] of changes) {
        await commits.commit([change]);
        const version = await elsewhere.releases.publicVersion();
        expect([what, seen.has(version) ? 'the same' : 'another']).toEqual([what, expected]);
        expect(await releases.publicVersion()).toBe(version);
        seen.add(version);
      }
    });

    it('refuse a second receipt under one id', async () => {
      const sealed = release({ subject });
      await put(sealed);
      await expect(put(release({ id: sealed.id, subject }))).rejects.toThrow();
      expect((await opened.store.releases.byId(sealed.id))?.seal).toBe(sealed.seal);
    });

    it('are refused or accepted with all that they were decided with', async () => {
      const sealed = release({ subject, actor: press, outcome: 'redact', setVersion: 'set-9', decidedAt: at + 5 });
      await put(sealed);
      const { body: _body, ...receipt } = sealed;
      expect(await opened.store.releases.receipts(sealed.digest)).toEqual([receipt]);
      expect(await opened.store.releases.receipts('unknown')).toEqual([]);
    });
  });
}

export function decisionsContract(open: OpenStore): void {
  describe('decisions', () => {
    const opened = openedStore(open);

    it('are found by activity, in the order they were taken, with their whole verdict', async () => {
      const { commits, decisions } = opened.store;
      const first = decision();
      const second = decision({ activity: first.activity, decidedAt: at - 1, zone: 'addressed' });
      await commits.commit([first, second, decision()].map((one) => ({ change: 'decision.add', decision: one })));
      expect(await decisions.ofActivity(first.activity)).toEqual([first, second]);
      expect(await decisions.ofActivity('unknown')).toEqual([]);
      expect(await decisions.byId(second.id)).toEqual(second);
      expect(await decisions.byId('unknown')).toBeUndefined();
    });

    it('are listed newest first, up to a limit', async () => {
      const { commits, decisions } = opened.store;
      const taken = [decision(), decision(), decision()];
      for (const one of taken) await commits.commit([{ change: 'decision.add', decision: one }]);
      expect((await decisions.latest(2)).map(({ id }) => id)).toEqual([taken[2]!.id, taken[1]!.id]);
    });

    it('come page by page in the order they were taken, from a time on', async () => {
      const { commits, decisions } = opened.store;
      const taken = [decision({ decidedAt: at - 1 }), decision(), decision(), decision()];
      for (const one of taken) await commits.commit([{ change: 'decision.add', decision: one }]);
      const [, second, third, fourth] = taken;
      const first = await decisions.page({ since: at, limit: 2 });
      expect(first.map((item) => item.decision)).toEqual([second, third]);
      const next = await decisions.page({ since: at, limit: 2, after: first[1]!.cursor });
      expect(next.map((item) => item.decision)).toEqual([fourth]);
      expect(await decisions.count(at)).toBe(3);
    });
  });
}

export function holdsContract(open: OpenStore): void {
  describe('holds', () => {
    const opened = openedStore(open);

    it('keep the sealed draft byte by byte until they are removed', async () => {
      const { commits, holds } = opened.store;
      const held = hold();
      await commits.commit([{ change: 'hold.put', hold: held }]);
      const found = await holds.byId(held.id);
      expect({ ...found, sealedDraft: [...found!.sealedDraft] }).toEqual({ ...held, sealedDraft: [9, 8, 7, 0] });
      await commits.commit([{ change: 'hold.remove', id: held.id }]);
      expect(await holds.byId(held.id)).toBeUndefined();
    });

    it('come to their end once: a second removal fails its whole commit', async () => {
      const { commits, holds } = opened.store;
      const [held, other] = [hold(), hold()];
      await commits.commit([held, other].map((one) => ({ change: 'hold.put', hold: one })));
      await commits.commit([{ change: 'hold.remove', id: held.id }]);
      const again = commits.commit([other.id, held.id].map((id) => ({ change: 'hold.remove', id })));
      await expect(again).rejects.toBeInstanceOf(StaleFence);
      expect(await holds.byId(other.id)).toBeDefined();
    });

    it('come page by page, from the oldest on', async () => {
      const { commits, holds } = opened.store;
      const all = [hold({ cause: 'no-policy-set' }), hold(), hold()];
      for (const one of all) await commits.commit([{ change: 'hold.put', hold: one }]);
      const [first, second, third] = all.map(({ id }) => id);
      expect((await holds.page({ limit: 2 })).map(({ id }) => id)).toEqual([first, second]);
      expect((await holds.page({ after: second!, limit: 2 })).map(({ id }) => id)).toEqual([third]);
      expect(await holds.page({ after: third!, limit: 2 })).toEqual([]);
    });

    it('are replaced by a put with the same id', async () => {
      const { commits, holds } = opened.store;
      const held = hold({ cause: 'no-policy-set' });
      await commits.commit([{ change: 'hold.put', hold: held }]);
      await commits.commit([{ change: 'hold.put', hold: { ...held, cause: 'policy' } }]);
      expect((await holds.byId(held.id))?.cause).toBe('policy');
      expect(await holds.byCause('no-policy-set', 9)).toEqual([]);
    });

    it('are found by their actor, and by cause from the oldest on', async () => {
      const { commits, holds } = opened.store;
      const newer = hold({ cause: 'detector-failed', heldAt: at + 2 });
      const older = hold({ cause: 'detector-failed', heldAt: at + 1, actor: `${origin}/users/anna` });
      const other = hold();
      await commits.commit([newer, older, other].map((one) => ({ change: 'hold.put', hold: one })));
      expect((await holds.byCause('detector-failed', 9)).map(({ id }) => id)).toEqual([older.id, newer.id]);
      expect((await holds.byCause('detector-failed', 1)).map(({ id }) => id)).toEqual([older.id]);
      expect((await holds.ofActor(press)).map(({ id }) => id).sort()).toEqual([newer.id, other.id].sort());
    });
  });
}
