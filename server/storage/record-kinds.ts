/** A kind of records, as the stores share it. */
export interface RecordKind {
  readonly name: string;
  /** Fields that tell its records apart. */
  readonly id: readonly string[];
  /** All fields, `id` included; a number `n` is the place in the store's order. */
  readonly fields: readonly string[];
  /** Fields that are JSON, and that are true or false. */
  readonly json: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
}

/** `name id… | field field:json field:flag` */
function kind(text: string): RecordKind {
  const [head = '', tail = ''] = text.split(' | ');
  const [name = '', ...id] = head.split(' ');
  const typed = tail.split(' ').map((field) => field.split(':'));
  const of = (type: string) => new Set(typed.flatMap(([field, given]) => (given === type ? [field ?? ''] : [])));
  const fields = [...new Set([...id, ...typed.map(([field = '']) => field)])];
  return { name, id, fields, json: of('json'), flags: of('flag') };
}

/** Every kind, each after those that it refers to. */
export const recordKinds: readonly RecordKind[] = [
  'accounts name | actor kind display roles:json createdAt',
  'actor_keys actor | keyId publicKeyPem sealedPrivateKey',
  'tokens jti | actor scope issuedAt expiresAt revokedAt clientId',
  'oauth_clients id | name website redirectUris:json scope secretHash createdAt',
  'oauth_codes hash | clientId actorId scope redirectUri challenge expiresAt usedFor',
  'credentials actor | hash',
  'policy_sets version | n files author message createdAt signature',
  'policy_activations n | version activatedAt cause requestedBy approvedBy reason signature',
  'policy_requests id | n version requestedBy requestedAt reason state decidedBy decidedAt',
  'ledger_entries place | entry',
  'ledger_tiles level n | hashes',
  'ledger_checkpoints size | note at',
  'objects id | inbox node',
  'receipts id | n subject zone digest actor outcome setVersion decidedAt seal entry',
  'releases id | body current:flag',
  'decisions id | n actor activity activityType zone roles:json domains:json verdict:json decidedAt entry',
  'activities id | n type actor node',
  'memberships collection activity | n',
  'holds id | n actor sentBy decision cause sealedDraft heldAt',
  'reviews id | n hold author act by at note digest activity',
  'simulations id | n summary:json report',
  'simulation_marks simulation policy post by | n verdict at',
  'media id | n uploadedAt file:json sealedContent',
  'media_shown object | n media:json',
  'hosts host | failingDays:json deadSince lastProbe openUntil lastError rfc9421:flag',
  'deliveries release inbox | n subject host signer seal enqueuedAt state retried:flag due attempts status error settledAt',
  'delivery_totals state | total',
  'recipients subject inbox | subject',
  'inbound id | n actor activity recipient body receivedAt state due attempts error settledAt',
  'fan_outs id | n release subject collection signer seal addedAt after upto',
  'client_ids id | iri',
  'listings listing item | position kind by about',
  'client_data owner kind key | value expiresAt',
  'recalls id | n recall:json',
  'recall_items recall subject zone | n item:json',
  'domain_rules domain | rule:json',
  'actor_rules actor | rule:json',
  'inbound_policies name | policy:json',
  'inbound_holds id | n actor activity type recipient body score signals:json heldAt',
  'incidents id | n incident:json',
  'incident_rules name | rules:json',
  'subscriptions id | subscription:json',
  'partner_zones name | zone:json',
  'retractions actor id | at',
  'reports activity | n id report:json',
].map(kind);

/** What a store keeps for its running processes, or makes anew of the rest. */
export const leftBehind: ReadonlySet<string> = new Set([
  'activity_objects',
  'collections',
  'commit_marks',
  'finished_intents',
  'follower_inboxes',
  'lanes',
  'leases',
  'listing_counts',
  'migrations',
  'owners',
  'recipient_subjects',
  'release_bodies',
  'renditions',
  'search_items',
  'search_words',
  'searches',
  'sender_times',
  'settings',
  'signals',
  'throttle',
]);

export function kindNamed(name: string): RecordKind {
  const found = recordKinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`there is no kind of records \`${name}\``);
  return found;
}
