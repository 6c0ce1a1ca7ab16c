import type { AudienceName, Status } from '../api/entities.ts';
import { isOurs, self } from '../api/self.ts';
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
  readonly visibility: AudienceName;
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
  readonly widest?: AudienceName;
  readonly fixed?: boolean;
  readonly start?: Partial<Draft>;
}

export const longest = 5000;

export function emptyDraft(place: Place): Draft {
  const { widest = 'public', start } = place;
  const visibility = choicesOf(place).includes(self.visibility) ? self.visibility : widest;
  return { text: '', visibility, as: '', files: [], ...start };
}

/** Every audience that there is here, the widest first. */
const audiences: readonly AudienceName[] = [
  'public',
  'unlisted',
  'followers',
  ...self.zones.map(({ name }) => `partner:${name}` as const),
  'private',
  'direct',
];

/** The audiences that are left where there is a widest: of followers and partners, the one has nothing of the other. */
export function choicesOf({ widest = 'public' }: Place): readonly AudienceName[] {
  if (widest === 'public' || widest === 'unlisted') return audiences.slice(audiences.indexOf(widest));
  return widest === 'direct' ? [widest] : [...new Set<AudienceName>([widest, 'private', 'direct'])];
}

/** What outsiders tell their followers is answered to them alone; what a colleague tells theirs, to colleagues. */
export function widestAnswer(status: Status): AudienceName {
  const { visibility } = status.portico;
  if (visibility !== 'followers' || status.account.acct === self.account.name) return visibility;
  return isOurs(status) ? 'private' : 'direct';
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
    const draft = { ...empty, ...(JSON.parse(text) as Partial<Draft>) };
    // A zone may be gone since.
    return choicesOf(place).includes(draft.visibility) ? draft : { ...draft, visibility: empty.visibility };
  } catch {
    return empty;
  }
}

/** Where what was stopped is written anew, beside what is being written at home; it starts with its text. */
export function placeAgain(): Place | undefined {
  if (!self.again) return undefined;
  const { tip, text, warning, replyTo } = self.again;
  const place: Place = { name: `again ${tip}`, ...(replyTo !== undefined && { replyTo }) };
  if (stored(keyOf(place)) === undefined) {
    keepDraft(place, { ...emptyDraft(place), text, ...(warning !== undefined && { warning }) });
  }
  return place;
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
