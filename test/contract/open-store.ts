import type { Store } from '../../federation/ports/index.ts';

/** Another handle on the place of the running test, which is empty when the test begins; whoever gave it closes it. */
export type OpenStore = () => Promise<Store>;

/** One handle for each test of the surrounding `describe`. */
export function openedStore(open: OpenStore): { readonly store: Store } {
  let store: Store | undefined;
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
