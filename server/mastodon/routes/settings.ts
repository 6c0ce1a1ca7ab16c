import type { Json, JsonObject } from '../../../policies/index.ts';
import { isParameters, textOf, textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route } from '../door.ts';
import { preferencesOf } from '../preferences.ts';

const timelines = ['home', 'notifications'];

async function markers({ account, parameters }: Call, { store }: MastodonParts): Promise<Answer> {
  const asked = textsOf(parameters['timeline']);
  const all = await store.clientData.all(account.actorId, 'marker');
  const shown = all.filter(({ key }) => asked.length === 0 || asked.includes(key));
  return ok(Object.fromEntries(shown.map(({ key, value }) => [key, value])));
}

async function saveMarkers({ account, parameters }: Call, { store, clock }: MastodonParts): Promise<Answer> {
  const saved: [string, JsonObject][] = [];
  for (const timeline of timelines) {
    const given = parameters[timeline];
    const lastRead = isParameters(given) ? textOf(given['last_read_id']) : undefined;
    if (lastRead === undefined) continue;
    const before = await store.clientData.get(account.actorId, 'marker', timeline);
    const version = versionIn(before) + 1;
    saved.push([timeline, { last_read_id: lastRead, version, updated_at: new Date(clock()).toISOString() }]);
  }
  await store.commits.commit(
    saved.map(([key, value]) => ({ change: 'clientData.put', owner: account.actorId, kind: 'marker', key, value })),
  );
  return ok(Object.fromEntries(saved));
}

function versionIn(value: Json | undefined): number {
  const version = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['version'] : 0;
  return typeof version === 'number' ? version : 0;
}

async function preferences({ account }: Call, { store }: MastodonParts): Promise<Answer> {
  const { privacy, sensitive, language, quotes = 'nobody' } = await preferencesOf(store.clientData, account);
  return ok({
    'posting:default:visibility': privacy,
    'posting:default:sensitive': sensitive,
    'posting:default:language': language === '' ? null : language,
    'posting:default:quote_policy': quotes,
    'reading:expand:media': 'default',
    'reading:expand:spoilers': false,
  });
}

export const settingRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/markers', scope: 'read:statuses', handle: markers },
  { method: 'post', path: '/api/v1/markers', scope: 'write:statuses', handle: saveMarkers },
  { method: 'get', path: '/api/v1/preferences', scope: 'read:accounts', handle: preferences },
];
