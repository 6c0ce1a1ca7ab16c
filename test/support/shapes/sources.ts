const mastodon = (section: string): string => `https://docs.joinmastodon.org/spec/activitypub/#${section}`;
const gotosocial = (page: string): string => `https://docs.gotosocial.org/en/latest/federation/${page}/`;
const fep = (id: string): string => `https://codeberg.org/fediverse/fep/src/branch/main/fep/${id}/fep-${id}.md`;
const activityPub = (section: string): string => `https://www.w3.org/TR/activitypub/#${section}`;
const lemmy = 'https://join-lemmy.org/docs/contributors/05-federation.html#announce';
const hostMeta = 'https://www.rfc-editor.org/rfc/rfc6415';
const nodeInfo = ['https://nodeinfo.diaspora.software/protocol', fep('f1d5')];

/** Who says how a document has to be, by what its fixture's name begins with; the first that fits. */
const byName: readonly (readonly [prefix: string, source: readonly string[]])[] = [
  ['create-quote', [fep('044f'), mastodon('properties-used')]],
  ['create-with-policy', [fep('044f'), gotosocial('interaction_controls')]],
  ['create-question', [mastodon('Question'), gotosocial('posts')]],
  ['create-', [mastodon('payloads'), mastodon('properties-used'), gotosocial('posts')]],
  ['object-question', [mastodon('Question'), mastodon('poll-specific-properties')]],
  ['object-', [mastodon('properties-used'), activityPub('retrieving-objects')]],
  ['update-actor', [mastodon('payloads'), mastodon('profile-support')]],
  ['update-quote', [fep('044f')]],
  ['update-', [mastodon('payloads'), activityPub('update-activity-inbox')]],
  ['delete-stamp', [fep('044f'), gotosocial('interaction_controls')]],
  ['delete-', [mastodon('payloads'), activityPub('delete-activity-inbox')]],
  ['vote', [mastodon('poll-specific-properties'), gotosocial('posts')]],
  ['like-', [gotosocial('interaction_controls')]],
  ['announce-request', [gotosocial('interaction_controls')]],
  ['reply-request', [gotosocial('interaction_controls')]],
  ['quote-request', [fep('044f')]],
  ['stamp', [fep('044f'), gotosocial('interaction_controls')]],
  ['accept-quote', [fep('044f')]],
  ['reject-quote', [fep('044f')]],
  ['emoji-react', [fep('c0e0'), 'https://docs.pleroma.social/backend/development/ap_extensions/']],
  ['undo-emoji', [fep('c0e0')]],
  ['add', [mastodon('featured-collection'), activityPub('add-activity-inbox')]],
  ['remove', [mastodon('featured-collection'), activityPub('remove-activity-inbox')]],
  ['flag', [mastodon('Flag'), gotosocial('moderation')]],
  ['move', [mastodon('Move'), fep('7628')]],
  ['group-announce', [fep('1b12'), lemmy]],
  ['actor-group', [mastodon('profile-support'), fep('1b12')]],
  ['actor-', [mastodon('profile-support'), gotosocial('actors')]],
  ['collection-featured', [mastodon('featured-collection')]],
  ['collection-context', [fep('7888')]],
  ['collection-followers-synchronization', [fep('8fcf')]],
  ['collection-', [activityPub('collections')]],
  [
    'webfinger',
    ['https://www.rfc-editor.org/rfc/rfc7033', 'https://docs.joinmastodon.org/spec/webfinger/', fep('3b86')],
  ],
  ['host-meta', [hostMeta]],
  ['nodeinfo', nodeInfo],
];

/** Addresses of the documentation that a document of this name is written by. */
export function sources(name: string): readonly string[] {
  const what = name.replace(/^client-/, '');
  return byName.find(([prefix]) => what.startsWith(prefix))?.[1] ?? [mastodon('payloads')];
}
