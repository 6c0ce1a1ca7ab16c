/**
 * What is fetched of one conversation elsewhere that somebody here looks at. A thread of the field is smaller; of a larger
 * one, what comes first is there, and the rest on its own server.
 */
export const backfillLimits = {
  /** Posts that are kept. */
  posts: 200,
  /** Documents that are fetched: posts, their authors, collections and their pages. */
  fetches: 100,
  /** Characters of all of these. */
  characters: 8_388_608,
  /** Steps up from the post that is looked at. */
  ancestors: 30,
  /** Steps down from it: answers, answers to these, and so on. */
  depth: 6,
  /** Of one collection: its items, and its pages with itself. */
  items: 100,
  pages: 4,
  /** Documents that are fetched from one host in a minute, whichever conversations they belong to. */
  perHostAndMinute: 60,
  /** Conversations that wait; further ones are passed over. */
  waiting: 64,
  /** How long a conversation is not looked for again, in milliseconds. */
  rest: 15 * 60_000,
  /** Conversations and hosts of which this is remembered. */
  remembered: 10_000,
} as const;
