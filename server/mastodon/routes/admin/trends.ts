import { recorded } from '../../../peers/recorded.ts';
import type { ServerChange } from '../../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route } from '../../door.ts';
import { linkEntity } from '../../entities/trend.ts';
import type { SignedIn } from '../../signed-in.ts';
import { everyTrend, rejectedTrends, type Trend, type TrendKind, trendKinds } from '../../trending.ts';
import { nameOfTag, tagEntities } from '../tags.ts';
import { forRoles, moderators } from './moderating.ts';

const most = 40;

/** The public entity of what trends with what a moderator is told besides; undefined where the viewer may not see it. */
async function shown(kind: TrendKind, trend: Trend, viewer: SignedIn, parts: MastodonParts) {
  const { item, score, rejected } = trend;
  const ruled = { trendable: !rejected, requires_review: false };
  if (kind === 'tags') return tagOf(item, viewer, !rejected, parts);
  if (kind === 'links') return { id: await parts.ids.idOf(item), ...linkEntity(item, score, parts.clock()), ...ruled };
  const [status] = await parts.present.statuses([item], viewer);
  return status && { ...status, ...ruled };
}

/** `Admin::Tag`. A hashtag can be used and found here whether it trends or not. */
async function tagOf(name: string, viewer: SignedIn, trendable: boolean, parts: MastodonParts): Promise<object> {
  const [entity] = await tagEntities([name], viewer.actorId, parts);
  return { ...entity, trendable, usable: true, listable: true, requires_review: false };
}

function list(kind: TrendKind): Handler {
  return async ({ account }: Call, parts) => {
    const trends = (await everyTrend(kind, parts)).slice(0, most);
    const entities = await Promise.all(trends.map((trend) => shown(kind, trend, account, parts)));
    return ok(entities.filter((entity) => entity !== undefined));
  };
}

/** What a client's id of something that trends, or could, stands for. */
async function itemAt(kind: TrendKind, { path }: Call, { ids }: MastodonParts): Promise<string | undefined> {
  const id = path['id'] ?? '';
  return kind === 'tags' ? nameOfTag(id) : ids.iriOf(id);
}

/** Keeps a thing from trending, or lets it trend again, whether it does at the time or not. */
function rule(kind: TrendKind, trendable: boolean): Handler {
  return async (call, parts): Promise<Answer> => {
    const item = await itemAt(kind, call, parts);
    if (item === undefined) return missing;
    const place = { listing: rejectedTrends(kind), item };
    const change: ServerChange = trendable
      ? { change: 'listing.remove', ...place }
      : { change: 'listing.add', ...place, position: parts.snowflakes.next() };
    const outcome = trendable ? 'trend-approved' : 'trend-rejected';
    const document = { kind, item, trendable };
    const act = { kind: 'moderation' as const, change, by: call.account.actorId, subject: item, outcome, document };
    await parts.store.commits.commit(recorded(act, parts.clock()));
    const trend = (await everyTrend(kind, parts)).find((one) => one.item === item);
    const known = trend ?? { item, score: 0, rejected: !trendable };
    return ok((await shown(kind, known, call.account, parts)) ?? {});
  };
}

const [reads, writes] = ['admin:read', 'admin:write'];

/** What trends, and what moderators keep from it. Nothing waits for approval: what is not rejected trends. */
export const adminTrendRoutes: readonly Route[] = forRoles(
  moderators,
  trendKinds.flatMap((kind): Route[] => {
    const all = `/api/v1/admin/trends/${kind}`;
    return [
      { method: 'get', path: all, scope: reads, handle: list(kind) },
      { method: 'post', path: `${all}/:id/approve`, scope: writes, handle: rule(kind, true) },
      { method: 'post', path: `${all}/:id/reject`, scope: writes, handle: rule(kind, false) },
    ];
  }),
);
