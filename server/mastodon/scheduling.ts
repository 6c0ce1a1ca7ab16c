import { StaleFence } from '../../federation/ports/index.ts';
import type { Json, JsonObject } from '../../policies/index.ts';
import { type Parameters, textOf, textsOf } from '../http/parameters.ts';
import type { ServerChange } from '../ports/index.ts';
import type { MastodonParts } from './door.ts';
import { draftStatus } from './draft.ts';
import { isoTime } from './entities/account.ts';
import { post } from './posting.ts';
import type { SignedIn } from './signed-in.ts';
import { firstAt } from './snowflakes.ts';

/** A post that waits for its time. */
export interface Scheduled {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What the client sent. */
  readonly form: JsonObject;
}

const kind = 'scheduled';
/** All of them in the order of their times. */
const timetable = 'scheduled';
const soonestMs = 5 * 60 * 1000;
const mostOfOnePerson = 300;

export type ScheduleOutcome =
  | { readonly kind: 'scheduled'; readonly scheduled: Scheduled }
  | { readonly kind: 'invalid'; readonly reason: string };

/** When a form asks for; undefined where that is no time, or too soon. */
function timeIn(given: string | undefined, now: number): number | undefined {
  const at = Date.parse(given ?? '');
  return Number.isFinite(at) && at >= now + soonestMs ? at : undefined;
}

/** Keeps a post for later, as it was sent: it is judged when it goes out, by the policies of that time. */
export async function schedule(parts: MastodonParts, account: SignedIn, form: Parameters): Promise<ScheduleOutcome> {
  const { store, clock, snowflakes } = parts;
  const at = timeIn(textOf(form['scheduled_at']), clock());
  if (at === undefined) return invalid('Validation failed: Scheduled at must be at least 5 minutes in the future');
  if ((await allOf(parts, account.actorId)).length >= mostOfOnePerson) {
    return invalid('Validation failed: too many posts are scheduled');
  }
  const draft = await draftStatus(parts, account, form);
  if (draft.kind === 'invalid') return draft;
  const { scheduled_at: _at, ...kept } = form;
  const scheduled: Scheduled = { id: snowflakes.next(), at, form: kept as JsonObject };
  await store.commits.commit(putChanges(account.actorId, scheduled));
  return { kind: 'scheduled', scheduled };
}

export async function reschedule(
  { store, clock }: MastodonParts,
  { actorId }: SignedIn,
  before: Scheduled,
  given: string | undefined,
): Promise<ScheduleOutcome> {
  const at = timeIn(given, clock());
  if (at === undefined) return invalid('Validation failed: Scheduled at must be at least 5 minutes in the future');
  const scheduled = { ...before, at };
  await store.commits.commit([...removeChanges(actorId, before.id), ...putChanges(actorId, scheduled)]);
  return { kind: 'scheduled', scheduled };
}

export async function allOf({ store }: Pick<MastodonParts, 'store'>, actorId: string): Promise<Scheduled[]> {
  return (await store.clientData.all(actorId, kind)).map(({ value }) => toScheduled(value));
}

export async function oneOf({ store }: MastodonParts, actorId: string, id: string): Promise<Scheduled | undefined> {
  const value = await store.clientData.get(actorId, kind, id);
  return value === undefined ? undefined : toScheduled(value);
}

export function removeChanges(owner: string, id: string): ServerChange[] {
  return [
    { change: 'clientData.remove', owner, kind, key: id },
    { change: 'listing.remove', listing: timetable, item: itemOf(owner, id) },
  ];
}

function putChanges(owner: string, { id, at, form }: Scheduled): ServerChange[] {
  return [
    { change: 'clientData.put', owner, kind, key: id, value: { id, at, form } },
    { change: 'listing.add', listing: timetable, item: itemOf(owner, id), position: firstAt(at), by: owner },
  ];
}

function itemOf(owner: string, id: string): string {
  return `${owner}#scheduled/${id}`;
}

function toScheduled(value: Json): Scheduled {
  return value as unknown as Scheduled;
}

/** Sends what is due. A process that ends in the middle leaves it to the next, which sends it once. */
export async function sendDue(parts: MastodonParts, signal: AbortSignal): Promise<void> {
  const { store, clock, bot } = parts;
  const due = await store.listings.page(timetable, { limit: 100, minId: '0', maxId: firstAt(clock()) });
  for (const { item, by = '' } of due.reverse()) {
    if (signal.aborted) return;
    const id = item.split('/').at(-1) ?? '';
    const account = await store.accounts.byActor(by);
    const scheduled = account && (await oneOf(parts, by, id));
    if (account && scheduled) {
      const author = { ...account, jti: '' };
      const draft = await draftStatus(parts, author, scheduled.form as Parameters);
      // Sent before, by a process that ended before it could say so, where the key is taken.
      if (draft.kind === 'draft') {
        await post(parts, account, draft.document, { idempotencyKey: `scheduled ${id}` }).catch(sentBefore);
      } else await bot.tell(account, [draft.reason]);
    }
    await store.commits.commit(removeChanges(by, id));
  }
}

function sentBefore(error: unknown): void {
  if (!(error instanceof StaleFence)) throw error;
}

/** The `ScheduledStatus` entity. */
export function scheduledEntity({ id, at, form }: Scheduled): object {
  const texts = form as Parameters;
  return {
    id,
    scheduled_at: isoTime(at),
    params: {
      text: textOf(texts['status']) ?? '',
      poll: texts['poll'] ?? null,
      media_ids: textsOf(texts['media_ids']),
      sensitive: texts['sensitive'] ?? null,
      spoiler_text: textOf(texts['spoiler_text']) ?? null,
      visibility: textOf(texts['visibility']) ?? null,
      in_reply_to_id: textOf(texts['in_reply_to_id']) ?? null,
      language: textOf(texts['language']) ?? null,
      application_id: 0,
      scheduled_at: null,
      idempotency: null,
      with_rate_limit: false,
    },
    media_attachments: [],
  };
}

function invalid(reason: string): ScheduleOutcome {
  return { kind: 'invalid', reason };
}
