import type { Settlement } from '../ports/index.ts';
import type { AttemptResult, Posted, Unsent } from './attempt.ts';
import type { PostOutcome } from './collaborators.ts';
import type { OnDeliveryEvent } from './events.ts';
import type { HostBook } from './host-book.ts';
import type { Job } from './job.ts';
import { type HostHealth, healthOf } from './remote-host.ts';
import { askedWait, classify, nextAttempt, type RetryPlan } from './retry.ts';

/** Where we could not act ourselves, the delivery waits this long, and no attempt is counted. */
const ownFaultMs = 5000;
/** A host that answers 429 without saying for how long is left alone for this time. */
const tooManyMs = 30_000;

export interface ConclusionParts {
  readonly book: HostBook;
  readonly plan: RetryPlan;
  readonly emit: OnDeliveryEvent;
  readonly random: () => number;
}

export interface Conclusion {
  readonly settlement: Settlement;
  /** Undefined where the attempt never reached the host. */
  readonly health: HostHealth | undefined;
  /** The host is to be left alone from now on: what is queued for it goes back. */
  readonly hold: boolean;
}

/** What an attempt means for the delivery, for the host, and for those who watch. `now`: milliseconds since the epoch. */
export function conclude(parts: ConclusionParts, job: Job, result: AttemptResult, now: number): Conclusion {
  if (result.kind === 'posted') return concludePosted(parts, job, result, now);
  return { settlement: settleUnsent(parts, job, result, now), health: undefined, hold: false };
}

function settleUnsent(parts: ConclusionParts, job: Job, result: Unsent, now: number): Settlement {
  const { host, releaseId } = job.delivery;
  switch (result.kind) {
    case 'unsigned':
      return retry(parts, job, { error: result.error, now });
    case 'unread':
      parts.emit({ kind: 'store-failed', during: 'release', error: result.error });
      return postpone(job, now + ownFaultMs, parts.random);
    case 'postponed':
      return postpone(job, now + ownFaultMs, parts.random);
    case 'refused':
      parts.emit({ kind: 'refused', host, releaseId, error: result.error });
      return { ...under(job), kind: 'given-up', error: result.error, at: now };
    case 'forbidden':
      return giveUp(parts, job, result.error, now);
    case 'withdrawn':
      return giveUp(parts, job, 'the release was withdrawn', now);
  }
}

function concludePosted(parts: ConclusionParts, job: Job, { outcome, scheme }: Posted, now: number): Conclusion {
  const { book } = parts;
  const health = healthOf(outcome);
  const failing = book.observe(job.host, health, now, faultOf(outcome));
  if (health !== 'fails' && !(outcome.kind === 'answered' && outcome.status === 401)) {
    book.useRfc9421(job.host, scheme === 'rfc9421');
  }
  const paused = pauseAsked(parts, outcome);
  if (paused > 0) {
    job.host.pause(now + paused);
    parts.emit({ kind: 'host-paused', host: job.host.name, until: now + paused });
  }
  return { settlement: settlePosted(parts, job, outcome, now), health, hold: failing || paused > 0 };
}

function settlePosted(parts: ConclusionParts, job: Job, outcome: PostOutcome, now: number): Settlement {
  const disposition = classify(outcome);
  const { host, inbox, attempts } = job.delivery;
  switch (disposition.kind) {
    case 'delivered':
      parts.emit({ kind: 'delivered', host, status: disposition.status, attempts: attempts + 1 });
      return { ...under(job), kind: 'delivered', status: disposition.status, at: now };
    case 'give-up':
      if (disposition.gone) parts.emit({ kind: 'inbox-gone', host, inbox });
      return giveUp(parts, job, disposition.error, now);
    case 'retry':
      return retry(parts, job, { ...disposition, now });
  }
}

/** What a failed attempt came to, in one word or a status. */
function faultOf(outcome: PostOutcome): string {
  return outcome.kind === 'failed' ? outcome.reason : `answered ${outcome.status}`;
}

/** How long the host wants to be left alone, in milliseconds. */
function pauseAsked({ plan, random }: ConclusionParts, outcome: PostOutcome): number {
  if (outcome.kind !== 'answered' || (outcome.status !== 429 && outcome.status !== 503)) return 0;
  return askedWait(plan, outcome.retryAfterMs ?? (outcome.status === 429 ? tooManyMs : 0), random);
}

function retry(
  { plan, emit, random }: ConclusionParts,
  job: Job,
  failure: {
    readonly error: string;
    readonly now: number;
    readonly retryAfterMs?: number;
    readonly unauthorized?: true;
  },
): Settlement {
  const { host, releaseId, attempts, enqueuedAt } = job.delivery;
  const { error, now } = failure;
  const notBefore = nextAttempt(plan, { ...failure, enqueuedAt, attempts: attempts + 1 }, random);
  if (notBefore === undefined) {
    emit({ kind: 'given-up', host, releaseId, error });
    return { ...under(job), kind: 'given-up', error: `${error}, after ${attempts + 1} attempts`, at: now };
  }
  emit({ kind: 'retry', host, error, notBefore });
  return { ...under(job), kind: 'retry', notBefore, error };
}

/** Given up without another attempt. */
export function giveUp({ emit }: Pick<ConclusionParts, 'emit'>, job: Job, error: string, now: number): Settlement {
  const { host, releaseId } = job.delivery;
  emit({ kind: 'given-up', host, releaseId, error });
  return { ...under(job), kind: 'given-up', error, at: now };
}

/** Handed back until `until` and up to two seconds more, so that what waited together does not come back at once. */
export function postpone(job: Job, until: number, random: () => number): Settlement {
  return { ...under(job), kind: 'returned', notBefore: Math.round(until + random() * 2000) };
}

/** Handed back unused. */
export function handBack(job: Job): Settlement {
  return { ...under(job), kind: 'returned' };
}

function under(job: Job): { readonly id: string; readonly fence: number } {
  return { id: job.delivery.id, fence: job.fence };
}
