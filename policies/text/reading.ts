import { fold } from './fold.ts';
import { type Profile, profileOf } from './profile.ts';
import type { TextView } from './text-view.ts';

/** A reading of a field, with what detectors need to know about it before they look closer. */
export interface Reading extends TextView {
  /** What kinds of characters `folded.text` has: the cheap question before a costly search. */
  readonly profile: Profile;
  /** The same reading with look-alike characters, marks and invisibles folded away; letter case is kept. */
  readonly folded: TextView;
}

/** Makes a reading; folding happens when first asked for. */
export function reading(view: TextView): Reading {
  let folded: TextView | undefined;
  let profile: Profile | undefined;
  return {
    how: view.how,
    text: view.text,
    span: (start, end) => view.span(start, end),
    get folded(): TextView {
      folded ??= fold(view);
      return folded;
    },
    get profile(): Profile {
      profile ??= profileOf(this.folded.text);
      return profile;
    },
  };
}
