import type { JsonObject } from '../../policies/index.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { sanitised } from '../inbox/sanitise.ts';
import { renderInside } from '../outbox/render.ts';
import type { Commits, Objects } from '../ports/index.ts';
import type { RemoteActors } from '../wire/index.ts';

/** Fetched actors rest where every object does, in normal form, so that inboxes and keys have one source. */
export function createRemoteActors(parts: { apex: Apex; objects: Objects; commits: Commits }): RemoteActors {
  const { apex, objects, commits } = parts;
  return {
    async get(id) {
      const node = await objects.get(id);
      return node && renderInside(apex, node as ApexNode);
    },
    async put(id: string, document: JsonObject) {
      const read = await apex.fromJSONLD(document).catch(() => undefined);
      if (read?.id !== id) return false;
      const node = await sanitised(read);
      await commits.commit([{ change: (await objects.get(id)) ? 'object.replace' : 'object.insert', node }]);
      return true;
    },
  };
}
