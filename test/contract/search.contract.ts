import type { ServerChange } from '../../server/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';

export function searchContract(open: OpenStore): void {
  describe('full text', () => {
    const opened = openedStore(open);
    const iri = (n: number) => `https://acme.example/objects/${n}`;
    const put = (n: number, text: string): ServerChange => ({ change: 'search.put', item: iri(n), text });
    const find = (asked: string, limit = 10, skip = 0) =>
      opened.store.search.find({ words: asked.split(' '), limit, skip });

    it('is found by every word or its beginning, whatever its case and accents, newest first', async () => {
      const { commits } = opened.store;
      await commits.commit([put(1, 'Le café est prêt'), put(2, 'coffee and tea')]);
      await commits.commit([put(3, 'Tea without coffee')]);
      expect(await find('TEA coff')).toEqual([iri(3), iri(2)]);
      expect(await find('cafe')).toEqual([iri(1)]);
      expect(await find('tea cafe')).toEqual([]);
      expect(await find('tea', 1, 1)).toEqual([iri(2)]);
      expect(await find('" * NOT')).toEqual([]);
      expect(await find('')).toEqual([]);
    });

    it('follows what is changed and forgets what is gone', async () => {
      const { commits } = opened.store;
      await commits.commit([put(1, 'old words'), put(2, 'other words')]);
      await commits.commit([put(1, 'new words')]);
      expect(await find('old')).toEqual([]);
      expect(await find('words')).toEqual([iri(2), iri(1)]);
      await commits.commit([{ change: 'search.remove', item: iri(1) }]);
      expect(await find('words')).toEqual([iri(2)]);
    });
  });
}
