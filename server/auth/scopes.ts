/** Scopes that a token may have: those of the Mastodon API, which the ActivityPub doors share. */
const known =
  /^((read|write|follow|push|admin:read|admin:write)(:[a-z_]+)*|profile|offline_access|activitypub:(read|write):all)$/;

/** What the old scope `follow` stands for. */
const followed = ['read:follows', 'write:follows', 'read:blocks', 'write:blocks', 'read:mutes', 'write:mutes'];

/** Names of the SWICG basic profile for what both kinds of clients ask for. */
const synonyms: Readonly<Record<string, string>> = {
  'activitypub:read:all': 'read',
  'activitypub:write:all': 'write',
};

/** Orders and de-duplicates a list of scopes parted by spaces; undefined where one of them is unknown. */
export function parseScope(given: string): string | undefined {
  const scopes = [...new Set(given.split(' ').filter((scope) => scope !== ''))];
  const valid = scopes.length > 0 && scopes.every((scope) => known.test(scope));
  return valid ? scopes.sort().join(' ') : undefined;
}

/** Whether scopes parted by spaces grant one scope: `write` grants `write:statuses`, and `follow` what it stands for. */
export function grants(scopes: string, wanted: string): boolean {
  return scopes
    .split(' ')
    .map((held) => synonyms[held] ?? held)
    .some(
      (held) => wanted === held || wanted.startsWith(`${held}:`) || (held === 'follow' && followed.includes(wanted)),
    );
}

/** Whether everything in one list is granted by the other. */
export function grantsAll(scopes: string, wanted: string): boolean {
  return wanted.split(' ').every((scope) => grants(scopes, synonyms[scope] ?? scope));
}
