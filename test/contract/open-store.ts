import type { ServerStore } from '../../server/ports/index.ts';

/** Another handle on the place of the running test, which is empty when the test begins; whoever gave it closes it. */
export type OpenStore = () => Promise<ServerStore>;

/** One handle for each test of the surrounding `describe`. */
export function openedStore(open: OpenStore): { readonly store: ServerStore } {
  let store: ServerStore | undefined;
  beforeEach(async () => {
    store = await open();
  });
  return {
    get store() {
      if (!store) throw new Error('the store is opened in beforeEach');
      return store;
    },
  };
}
