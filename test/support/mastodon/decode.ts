/**
 * Decoders as strict as those of the strictest clients: every member that one of them requires is there and of its type
 * (Ice Cubes' non-optionals, Mastodon Android's `@RequiredField`). They throw with the path of what is wrong.
 */
type Check = (value: unknown, path: string) => void;

const fail = (path: string, wanted: string): never => {
  throw new Error(`${path} is not ${wanted}`);
};
const text: Check = (value, path) => void (typeof value === 'string' || fail(path, 'a text'));
const flag: Check = (value, path) => void (typeof value === 'boolean' || fail(path, 'true or false'));
const count: Check = (value, path) => void (Number.isInteger(value) || fail(path, 'a whole number'));
const id: Check = (value, path) => void ((typeof value === 'string' && /^\d+$/.test(value)) || fail(path, 'an id'));
const time: Check = (value, path) =>
  void ((typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) || fail(path, 'a time'));
const address: Check = (value, path) =>
  void ((typeof value === 'string' && URL.canParse(value)) || fail(path, 'a URL'));
const oneOf =
  (...values: string[]): Check =>
  (value, path) =>
    void (values.includes(value as string) || fail(path, `one of ${values.join(', ')}`));
const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? undefined : check(value, path);
const list =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return fail(path, 'a list');
    for (const [index, item] of value.entries()) check(item, `${path}[${index}]`);
  };
const object =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) return fail(path, 'an object');
    const known = value as Record<string, unknown>;
    for (const [name, check] of Object.entries(members)) check(known[name], `${path}.${name}`);
  };

const accountMembers = {
  id,
  username: text,
  acct: text,
  display_name: text,
  note: text,
  url: address,
  avatar: address,
  avatar_static: address,
  header: address,
  header_static: address,
  created_at: time,
  locked: flag,
  bot: flag,
  emojis: list(object({})),
  fields: list(object({ name: text, value: text })),
  followers_count: count,
  following_count: count,
  statuses_count: count,
} as const;

export const account = object(accountMembers);

export const credentialAccount = object({
  ...accountMembers,
  source: object({
    privacy: oneOf('public', 'unlisted', 'private', 'direct'),
    sensitive: flag,
    language: nullable(text),
    note: text,
    fields: list(object({ name: text, value: text })),
  }),
});

const poll = object({
  id,
  multiple: flag,
  expired: flag,
  votes_count: count,
  options: list(object({ title: text })),
});

const statusMembers = {
  id,
  uri: address,
  created_at: time,
  account,
  content: text,
  visibility: oneOf('public', 'unlisted', 'private', 'direct'),
  sensitive: flag,
  spoiler_text: text,
  media_attachments: list(object({ id: text, type: text, url: address })),
  mentions: list(object({ id, username: text, acct: text, url: address })),
  tags: list(object({ name: text, url: address })),
  emojis: list(object({})),
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
  edited_at: nullable(time),
  in_reply_to_id: nullable(id),
  in_reply_to_account_id: nullable(id),
  favourited: flag,
  reblogged: flag,
  bookmarked: flag,
  muted: flag,
  poll: nullable(poll),
  filtered: list(object({})),
} as const;

export const status = object({ ...statusMembers, reblog: nullable(object(statusMembers)) });
export const statuses = list(status);
export const accounts = list(account);

export const relationship = object({
  id,
  following: flag,
  showing_reblogs: flag,
  notifying: flag,
  followed_by: flag,
  blocking: flag,
  blocked_by: flag,
  muting: flag,
  muting_notifications: flag,
  requested: flag,
  domain_blocking: flag,
  endorsed: flag,
  note: text,
});

export const notification = object({
  id,
  type: oneOf('mention', 'status', 'reblog', 'follow', 'follow_request', 'favourite', 'poll', 'update'),
  created_at: time,
  account,
});

const polls = object({
  max_options: count,
  max_characters_per_option: count,
  min_expiration: count,
  max_expiration: count,
});

export const instanceV2 = object({
  domain: text,
  title: text,
  version: text,
  registrations: object({ enabled: flag }),
  thumbnail: object({ url: address }),
  contact: object({ email: text }),
  configuration: object({
    urls: object({ streaming: address }),
    vapid: object({ public_key: text }),
    statuses: object({ max_characters: count, max_media_attachments: count }),
    media_attachments: object({ supported_mime_types: list(text) }),
    polls,
  }),
  rules: list(object({})),
});

export const instanceV1 = object({
  uri: text,
  title: text,
  version: text,
  urls: object({ streaming_api: address }),
  configuration: object({ statuses: object({ max_characters: count }), polls }),
});

/** Checks an answer and gives it back. */
export function decoded(check: Check, value: unknown): Record<string, unknown> {
  check(value, 'answer');
  return value as Record<string, unknown>;
}
