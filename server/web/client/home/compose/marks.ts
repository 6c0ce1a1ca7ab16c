import type { Mark } from '../../../../mastodon/checking.ts';

/** What is written in a draft. */
interface Texts {
  readonly text: string;
  readonly warning?: string;
  readonly poll?: { readonly options: readonly string[] };
}

/** Marks of a text that was changed in one place since: those before it stay, those behind it move, those in it go. */
export function carried(marks: readonly Mark[], before: string, after: string): Mark[] {
  if (before === after) return [...marks];
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.field !== 'status' || mark.end <= head) return [mark];
    if (mark.start < before.length - tail) return [];
    return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
  });
}

/** The text of a field that a mark names. */
export function textAt({ text, warning = '', poll }: Texts, field: string): string {
  if (field === 'status') return text;
  if (field === 'spoiler_text') return warning;
  return optionsOf(poll)[optionIn(field)] ?? '';
}

/** A draft with something else in the place of a finding. */
export function replaced<Written extends Texts>(draft: Written, { field, start, end }: Mark, instead: string): Written {
  const put = (text: string): string => text.slice(0, start) + instead + text.slice(end);
  if (field === 'status') return { ...draft, text: put(draft.text) };
  if (field === 'spoiler_text') return { ...draft, warning: put(draft.warning ?? '') };
  const { poll } = draft;
  const option = optionsOf(poll)[optionIn(field)];
  if (!poll || option === undefined) return draft;
  return { ...draft, poll: { ...poll, options: poll.options.map((one) => (one === option ? put(one) : one)) } };
}

/** Those that are sent: the empty ones are left out, so the numbers of the others are theirs. */
function optionsOf(poll: Texts['poll']): readonly string[] {
  return poll?.options.filter((option) => option.trim() !== '') ?? [];
}

function optionIn(field: string): number {
  return Number(field.slice('poll.'.length));
}
