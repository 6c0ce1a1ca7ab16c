import type { Document } from 'mongodb';
import type { ServerStore } from '../../../../../server/ports/index.ts';
import { at, inbound, origin, press } from '../../../../contract/samples.ts';
import { submission } from '../../../../contract/submission.ts';
import { Primary } from '../../../../support/mongodb-primary.ts';

/** Collections that hold a handful, or one for each process or other server that something is held against. */
const small = ['settings', 'signals', 'owners', 'hosts', 'fan_outs', 'policy_activations', 'policy_sets', 'leases'];
const outsider = 'https://a.example/ben';

/** What is asked while people post and read, deliveries go out and activities come in. */
async function askEverything(store: ServerStore): Promise<void> {
  const claim = { owner: 'a', now: at, leaseMs: 60_000, limit: 10 };
  const post = `${origin}/objects/1`;
  await store.commits.commit([...submission('anna').changes, { change: 'release.withdraw', subject: post }]);
  await store.deliveries.claim({ ...claim, perHost: 2, withoutHosts: ['b.example'] });
  await store.deliveries.settle([{ id: 'd', fence: 1, kind: 'delivered', status: 202, at }]);
  await store.deliveries.nextDue();
  await store.deliveries.stats();
  await store.deliveries.ofRelease('r');
  await store.deliveries.ofHost({ host: 'b.example', state: 'waiting', limit: 10 });
  await store.inbound.accept(inbound());
  await store.inbound.claim(claim);
  await store.inbound.retry('i', 1, at, 'away');
  await store.inbound.waiting();
  await store.inbound.forget(at);
  await store.fanOuts.claim(claim);
  await store.followers.targets(`${press}/followers`, 'https://a.example/inbox', 512);
  await store.followers.under(`${press}/followers`, 'https://a.example');
  await store.followers.countOutside(`${press}/followers`, origin);
  await store.followers.localFollowersOf(outsider, origin);
  await store.recipients.page(post, undefined, 512);
  await store.recipients.includesHost({ subject: post, releaseId: 'r' }, 'a.example');
  await store.activities.page(`${press}/outbox`, { limit: 40, withoutActors: [outsider], releasedTo: ['public'] });
  await store.activities.count(`${press}/outbox`, ['public']);
  await store.activities.collectionsOf(`${origin}/activities/1`);
  await store.activities.inCollectionByObject(`${press}/liked`, post, 'Like');
  await store.activities.inCollectionByActor(`${press}/followers`, outsider);
  await store.activities.byActorAndObject(outsider, post);
  await store.activities.byActor(outsider, 10);
  await store.objects.getMany([post, outsider]);
  await store.releases.current(post, 'public');
  await store.releases.currentTexts([{ subject: post, zone: 'public' }]);
  await store.releases.receipts('digest');
  await store.releases.everReleased(post);
  await store.decisions.ofActivity(`${origin}/activities/1`);
  await store.holds.ofActor(press);
  await store.accounts.byActor(press);
  await store.actorKeys.ofActor(press);
  await store.tokens.byId('t');
  await store.ids.idsOf([post]);
  await store.ids.iriOf('1');
  await store.listings.page('home:anna', { limit: 40, maxId: '9' });
  await store.listings.holding([{ listing: 'home:anna', item: post }]);
  await store.listings.counts(['home:anna', 'followers:anna']);
  await store.clientData.all(press, 'marker');
  await store.search.find({ words: ['tide', 'gauge'], limit: 20, skip: 0 });
  await store.ledger.entries(0, 100);
}

/** Filters and orders of everything that is read or changed, collection by collection. */
function questionsIn(primary: Primary): (readonly [collection: string, filter: Document, sort: string | undefined])[] {
  return primary.work.flatMap(([name, command]) => {
    const { filter, query, pipeline, updates, deletes, sort } = command;
    const filters = [filter, query, pipeline?.[0]?.$match, ...[updates ?? deletes ?? []].flat().map(({ q }) => q)];
    return filters.filter(Boolean).map((one) => [name, one, Object.keys(sort ?? {})[0]] as const);
  });
}

/** The fields that a filter names in a way that an index can be entered by. */
function entered(filter: Document): string[] {
  const own = Object.entries(filter).filter(
    ([, value]) => !['$ne', '$nin'].includes(Object.keys(value ?? {})[0] ?? ''),
  );
  return [...own.map(([field]) => field), ...(filter['$and'] ?? []).flatMap(entered)];
}

it('every question that is asked again and again goes by an index', async () => {
  await using primary = new Primary();
  const store = await primary.open();
  const indexes = new Map(
    primary.asked.flatMap(({ createIndexes: name, indexes = [] }) =>
      name ? [[String(name), (indexes as Document[]).map(({ key }) => Object.keys(key)[0] ?? '')] as const] : [],
    ),
  );
  primary.asked.length = 0;
  await askEverything(store);
  const questions = questionsIn(primary).filter(([name]) => !small.includes(name));
  expect(new Set(questions.map(([name]) => name)).size).toBeGreaterThan(20);
  const reading = questions.filter(([name, filter, sort]) => {
    const begins = ['_id', ...(indexes.get(name) ?? [])];
    return !begins.some((field) => field === sort || entered(filter).includes(field));
  });
  expect(reading).toEqual([]);
});
