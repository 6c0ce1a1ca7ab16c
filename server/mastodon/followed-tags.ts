/** Listing of the hashtags that somebody follows. */
export function followedTags(actorId: string): string {
  return `followed-tags:${actorId}`;
}

/** Listing of those who follow a hashtag, into whose home timelines it brings posts. */
export function tagFollowers(name: string): string {
  return `tag-followers:${name}`;
}
