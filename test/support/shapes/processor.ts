import activitypubExpress, { type ApexNode } from 'activitypub-express';
import { loadContext, normalTerms } from '../../../federation/apex/contexts.ts';

const streams = 'inbox outbox following followers liked blocked rejected rejections'.split(' ');
const routes = {
  actor: '/users/:actor',
  object: '/objects/:id',
  activity: '/activities/:id',
  collections: '/users/:actor/collections/:id',
  shares: '/activities/:id/shares',
  likes: '/activities/:id/likes',
  ...Object.fromEntries(streams.map((name) => [name, `/users/:actor/${name}`])),
};
const apex = activitypubExpress({
  name: 'portico',
  version: '0',
  baseUrl: 'https://corp.example',
  domain: 'corp.example',
  actorParam: 'actor',
  objectParam: 'id',
  activityParam: 'id',
  context: [normalTerms],
  routes,
  offlineMode: true,
} as never);
apex.jsonldContextLoader = loadContext;

/** The `@context` of activitypub-express's normal form here. */
export const targetContext: unknown = apex.context;

/** What activitypub-express makes of a document by itself: the normal form, by a JSON-LD processor. */
export async function compacted(document: object): Promise<ApexNode | undefined> {
  const text = JSON.stringify(document, (key, member) => (key.startsWith('_') ? undefined : member));
  return apex.fromJSONLD(JSON.parse(text));
}
