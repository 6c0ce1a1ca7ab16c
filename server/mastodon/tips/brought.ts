import type { MastodonParts } from '../door.ts';

/** What an activity brought; the activity itself where it has nothing of its own. */
export async function objectOf({ store }: Pick<MastodonParts, 'store'>, activity: string): Promise<string> {
  const found = await store.activities.get(activity);
  const [object] = [found?.['object']].flat();
  if (typeof object === 'string') return object;
  const id = typeof object === 'object' && object !== null && 'id' in object ? object['id'] : undefined;
  return typeof id === 'string' ? id : activity;
}
