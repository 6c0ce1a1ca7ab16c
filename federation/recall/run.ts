import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Gate } from '../../policies/index.ts';
import { shownNow } from '../outbox/shown-now.ts';
import type { Change, DecisionItem, Decisions, Recall, Recalls, RecallTally } from '../ports/index.ts';
import type { Held } from '../processes/with-lease.ts';
import { type Effect, effectOf } from './effects.ts';
import { type PostParts, recallPost } from './post.ts';
import { profileEffect } from './profiles.ts';
import type { Revising } from './revise.ts';
import { standingOf } from './standing.ts';

export interface RecallParts extends Revising, PostParts {
  readonly recalls: Recalls;
  readonly decisions: Decisions;
}

export interface RecallRun {
  readonly held: Held<Change>;
  /** Version of the set in force, where this process can tell. */
  readonly inForce: () => string | undefined;
  /** What decides a dry run with another set; undefined where that set does not compile any more. */
  readonly trying: (version: string) => Promise<Gate | undefined>;
  /** Decides as the gate does, on many documents in a row. */
  readonly inARow: () => Pick<Gate, 'judge'>;
  readonly progress?: (recall: Recall) => void;
}

/** What an effect changes may have been read already, so what is left of a page is read again: small pages. */
const pageSize = 50;
/** For how long posts are decided before others get their turn. */
const sliceMs = 10;
/** How much is looked at again where a process ends in the middle. */
const keptEveryMs = 500;

/** Goes on with every recall that has not come to its end, from where it is. */
export async function runRecalls(parts: RecallParts, run: RecallRun): Promise<void> {
  for (const recall of await parts.recalls.running()) {
    if (run.held.signal.aborted) return;
    await runOne(parts, run, recall);
  }
}

async function runOne(parts: RecallParts, run: RecallRun, recall: Recall): Promise<void> {
  const progress = new Progress(parts, run, recall);
  if (recall.post !== undefined) {
    for (const effect of await recallPost(parts, recall.post)) await progress.found(effect);
    return progress.end('done');
  }
  const version = recall.version ?? '';
  const same = run.inForce() === version;
  if (!same && !recall.dryRun) return run.inForce() === undefined ? undefined : progress.end('superseded');
  const gate = same ? parts.gate : await run.trying(version);
  if (!gate) return progress.end('superseded');
  const deciding = same ? run.inARow() : gate;
  const looked =
    (await lookAtPosts(parts, run, progress, { gate, deciding })) && (await lookAtProfiles(parts, run, progress, gate));
  if (looked) await progress.end('done');
}

interface Looking {
  /** Carries out. */
  readonly gate: Gate;
  /** Decides. */
  readonly deciding: Pick<Gate, 'judge'>;
}

/** `false` where it has to be gone on with later, here or elsewhere. */
async function lookAtPosts(parts: RecallParts, run: RecallRun, progress: Progress, looking: Looking): Promise<boolean> {
  let after = progress.after('posts');
  if (after === undefined) return true;
  const slice = new Slice();
  for (;;) {
    const page = await parts.decisions.page({ since: 0, limit: pageSize, ...(after !== '' && { after }) });
    for (let at = 0; at < page.length; ) {
      const looked = await lookAtSome(parts, run, progress, { ...looking, slice, items: page.slice(at) });
      if (looked === undefined) return false;
      at += looked;
    }
    after = page.at(-1)?.cursor;
    if (page.length < pageSize || after === undefined) return true;
  }
}

/** Looks up to the first thing that changes; how many were looked at, or undefined where it has to be gone on with later. */
async function lookAtSome(
  parts: RecallParts,
  run: RecallRun,
  progress: Progress,
  { gate, deciding, slice, items }: Looking & { readonly slice: Slice; readonly items: readonly DecisionItem[] },
): Promise<number | undefined> {
  const { dryRun, version } = progress.recall;
  const decisions = items.map(({ decision }) => decision);
  for (const [at, shown] of (await shownNow(parts.releases, decisions)).entries()) {
    if (run.held.signal.aborted) return undefined;
    const origin = parts.addresses.origin;
    const standing = await standingOf({ library: parts.library, origin, gate: deciding }, shown, version);
    if (standing.kind === 'no-answer') return undefined;
    if (!dryRun && run.inForce() !== version) return undefined;
    const seen = standing.kind === 'stands' || standing.kind === 'gone';
    const effect = seen ? undefined : await effectOf(parts, gate, standing);
    await progress.past(`posts ${items[at]?.cursor}`, standing.kind === 'gone' ? 'gone' : effect);
    await slice.turn();
    if (effect && effect.changes.length > 0 && !dryRun) return at + 1;
  }
  return items.length;
}

/** Gives others their turn now and then. */
class Slice {
  #until = performance.now() + sliceMs;

  async turn(): Promise<void> {
    if (performance.now() < this.#until) return;
    await turn();
    this.#until = performance.now() + sliceMs;
  }
}

async function lookAtProfiles(parts: RecallParts, run: RecallRun, progress: Progress, gate: Gate): Promise<boolean> {
  const after = progress.after('profiles') ?? '';
  for (const account of await parts.accounts.all()) {
    if (account.name <= after) continue;
    if (run.held.signal.aborted) return false;
    const effect = await profileEffect(parts, gate, account);
    if (effect === 'no-answer') return false;
    await progress.past(`profiles ${account.name}`, typeof effect === 'string' ? undefined : effect);
  }
  return true;
}

/** How far a recall is; kept now and then, and with every change that it makes. */
class Progress {
  recall: Recall;
  readonly #parts: RecallParts;
  readonly #run: RecallRun;
  #keptAt = performance.now();

  constructor(parts: RecallParts, run: RecallRun, recall: Recall) {
    this.#parts = parts;
    this.#run = run;
    this.recall = recall;
  }

  /** Where to go on: undefined where that part is done, empty at its beginning. */
  after(part: 'posts' | 'profiles'): string | undefined {
    const [at, cursor] = this.recall.cursor?.split(' ') ?? ['posts', ''];
    if (at === part) return cursor;
    return part === 'posts' ? undefined : '';
  }

  async past(cursor: string, effect: Effect | 'gone' | undefined): Promise<void> {
    this.recall = { ...this.recall, cursor };
    if (typeof effect === 'object') return this.found(effect);
    if (effect !== 'gone') this.#count('stands');
    if (performance.now() - this.#keptAt > keptEveryMs) await this.#keep([]);
  }

  async found({ item, changes }: Effect): Promise<void> {
    const { id, dryRun } = this.recall;
    this.#count(item.outcome);
    const kept = { change: 'recall.item', item: { ...item, recall: id } } as const;
    if (dryRun || changes.length === 0) return this.#keep([{ ...kept, item: withoutSent(kept.item) }]);
    await this.#keep([...changes, kept, this.#act(item.subject, item.outcome)]);
  }

  async end(state: 'done' | 'superseded'): Promise<void> {
    this.recall = { ...this.recall, state, endedAt: this.#parts.clock() };
    await this.#keep([this.#act(this.recall.post ?? this.recall.version ?? '', state)]);
  }

  #count(outcome: Exclude<keyof RecallTally, 'looked'>): void {
    const { tally } = this.recall;
    this.recall = {
      ...this.recall,
      tally: { ...tally, looked: tally.looked + 1, [outcome]: tally[outcome] + 1 },
    };
  }

  async #keep(changes: readonly Change[]): Promise<void> {
    await this.#run.held.commits.commit([...changes, { change: 'recall.put', recall: this.recall }]);
    this.#keptAt = performance.now();
    this.#run.progress?.(this.recall);
  }

  #act(subject: string, outcome: string): Change {
    const { by, dryRun } = this.recall;
    const word = dryRun ? `dry-run-${outcome}` : outcome;
    const act = {
      kind: 'recall',
      id: randomUUID(),
      actor: by,
      subject,
      outcome: word,
      at: this.#parts.clock(),
    } as const;
    return { change: 'ledger.append', act };
  }
}

/** Of a dry run nothing is sent. */
function withoutSent<Item extends { readonly sent?: string }>({ sent: _sent, ...item }: Item): Omit<Item, 'sent'> {
  return item;
}
