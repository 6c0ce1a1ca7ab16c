import type { ServerChange } from '../../server/ports/index.ts';

/** What makes an actor followed from each of these inboxes, `…/inbox`, without asking each of them to say so. */
export function followedBy(followed: string, inboxes: readonly string[]): ServerChange[] {
  return inboxes.flatMap((inbox): ServerChange[] => {
    const id = inbox.slice(0, -'/inbox'.length);
    const activity = { id: `${id}/follow`, type: 'Follow', actor: [id], object: [followed] };
    return [
      { change: 'object.insert', node: { id, type: 'Person', inbox: [inbox] } },
      { change: 'activity.insert', node: activity, collections: [`${followed}/followers`] },
    ];
  });
}
