import type { MediaFile } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';

const hour = 3_600_000;

function picture(id: string, uploadedAt = 0): MediaFile {
  return {
    id,
    owner: 'https://acme.example/users/anna',
    kind: 'picture',
    original: { mediaType: 'image/webp', size: 12, digest: 'digest', width: 3, height: 2 },
    description: 'a cat',
    focus: [0.5, -1],
    uploadedAt,
  };
}

export function mediaContract(open: OpenStore): void {
  describe('media', () => {
    const opened = openedStore(open);

    it('keeps a file as it was put, and forgets one that was removed', async () => {
      await opened.store.commits.commit([{ change: 'media.put', file: picture('a') }]);
      expect(await opened.store.media.byId('a')).toEqual(picture('a'));
      await opened.store.commits.commit([{ change: 'media.remove', id: 'a' }]);
      expect(await opened.store.media.byId('a')).toBeUndefined();
    });

    it('lists what was not read, the oldest first, and keeps what a file says through a new description', async () => {
      const sealedContent = new Uint8Array([1, 2, 3]);
      const put = (file: MediaFile) => opened.store.commits.commit([{ change: 'media.put', file }]);
      for (const id of ['a', 'b', 'c']) await put(picture(id));
      await put({ ...picture('b'), sealedContent });
      expect((await opened.store.media.unread(10)).map(({ id }) => id)).toEqual(['a', 'c']);
      expect((await opened.store.media.unread(1)).map(({ id }) => id)).toEqual(['a']);
      await put({ ...picture('b'), description: 'a dog' });
      const known = await opened.store.media.byId('b');
      expect(known?.description).toBe('a dog');
      expect([...(known?.sealedContent ?? [])]).toEqual([1, 2, 3]);
    });

    it('knows which objects show a file, each with the files of its last version', async () => {
      const show = (object: string, media: string[]) =>
        opened.store.commits.commit([{ change: 'media.shown', object, media }]);
      await show('post-1', ['a', 'b']);
      await show('post-2', ['a']);
      expect(await opened.store.mediaUses.objectsShowing('a')).toEqual(['post-1', 'post-2']);
      await show('post-1', ['b']);
      expect(await opened.store.mediaUses.objectsShowing('a')).toEqual(['post-2']);
      expect(await opened.store.mediaUses.shownBy('post-1')).toEqual(['b']);
      await show('post-1', []);
      expect(await opened.store.mediaUses.objectsShowing('b')).toEqual([]);
    });

    it('lists what is old and shown by nothing', async () => {
      for (const [id, at] of [
        ['old', 0],
        ['shown', 0],
        ['new', hour],
      ] as const) {
        await opened.store.commits.commit([{ change: 'media.put', file: picture(id, at) }]);
      }
      await opened.store.commits.commit([{ change: 'media.shown', object: 'post', media: ['shown'] }]);
      expect((await opened.store.media.unused(hour, 10)).map(({ id }) => id)).toEqual(['old']);
    });
  });
}
