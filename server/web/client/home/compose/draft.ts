import type { Visibility } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { forgetAll, store, stored } from '../store/choices.ts';

/** A file that is uploaded and not yet posted. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Address of a small picture of it, for as long as the page is open. */
  readonly preview?: string;
}

export interface DraftPoll {
  readonly options: readonly string[];
  readonly multiple: boolean;
  readonly hours: number;
}

/** A post that is being written. */
export interface Draft {
  readonly text: string;
  /** Absent where there is to be none. */
  readonly warning?: string;
  readonly visibility: Visibility;
  /** Name of the account in whose name it is said; empty for the reader's own. */
  readonly as: string;
  readonly files: readonly DraftFile[];
  readonly poll?: DraftPoll;
}

/** Where a draft belongs: the home page, an answer to a post, the edit of one. */
export interface Place {
  readonly name: string;
  readonly replyTo?: string;
  /** Id of the post that it quotes. */
  readonly quotes?: string;
  /** The widest that it can be, as what it answers is. */
  readonly widest?: Visibility;
  readonly fixed?: boolean;
  readonly start?: Partial<Draft>;
}

export const longest = 5000;

export function emptyDraft({ widest, start }: Place): Draft {
  const visibility = narrower(self.visibility, widest ?? 'public');
  return { text: '', visibility, as: '', files: [], ...start };
}

const order: readonly Visibility[] = ['public', 'unlisted', 'private', 'direct'];

function narrower(a: Visibility, b: Visibility): Visibility {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** The visibilities that are left below the widest. */
export function choicesOf({ widest = 'public' }: Place): readonly Visibility[] {
  return order.slice(order.indexOf(widest));
}

const prefix = `portico-draft ${self.account.name} `;

function keyOf({ name }: Place): string {
  return prefix + name;
}

/** Whoever signs out by hand leaves nothing of what they wrote on the device. */
export function forgetDrafts(): void {
  forgetAll(prefix);
}

/** The draft as it was left on this device; an empty one where there is none. */
export function loadDraft(place: Place): Draft {
  const text = stored(keyOf(place));
  const empty = emptyDraft(place);
  if (text === undefined) return empty;
  try {
    return { ...empty, ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return empty;
  }
}

/** False where it could not be kept. */
export function keepDraft(place: Place, draft: Draft): boolean {
  const files = draft.files.map(({ preview: _, ...file }) => file);
  return store(keyOf(place), isEmpty(draft, place) ? undefined : JSON.stringify({ ...draft, files }));
}

export function isEmpty({ text, warning = '', files, poll }: Draft, { start }: Place): boolean {
  const typed = text.trim() !== '' && text !== start?.text;
  return !typed && warning === (start?.warning ?? '') && files.length === 0 && !poll;
}

/** The form by which a client posts it (Mastodon API, `POST /api/v1/statuses`). */
export function formOf(draft: Draft, { replyTo, quotes }: Place): Record<string, unknown> {
  const { text, warning = '', visibility, as, files, poll } = draft;
  const options = poll?.options.filter((option) => option.trim() !== '') ?? [];
  return {
    status: text,
    visibility,
    ...(warning !== '' && { spoiler_text: warning }),
    ...(as !== '' && { as }),
    ...(files.length > 0 && { media_ids: files.map(({ id }) => id) }),
    ...(replyTo !== undefined && { in_reply_to_id: replyTo }),
    ...(quotes !== undefined && { quoted_status_id: quotes }),
    ...(poll && options.length > 0 && { poll: { options, multiple: poll.multiple, expires_in: poll.hours * 3600 } }),
  };
}
