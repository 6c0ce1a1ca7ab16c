import { fold } from './fold.ts';
import type { Span } from './offset-map.ts';
import { type Profile, profileOf } from './profile.ts';
import type { TextView } from './text-view.ts';

/** A reading of a field, with what detectors need to know about it before they look closer. */
export class Reading implements TextView {
  /** The reading as it was made. */
  readonly source: TextView;
  /** The same reading with look-alike characters, marks and invisibles folded away; letter case is kept. */
  readonly folded: TextView;
  /** Profile of the folded text. */
  readonly profile: Profile;

  constructor(source: TextView) {
    this.source = source;
    const profile = profileOf(source.text);
    this.folded = profile.ascii ? source : fold(source);
    this.profile = profile.ascii ? profile : profileOf(this.folded.text);
  }

  get how(): string {
    return this.source.how;
  }

  get text(): string {
    return this.source.text;
  }

  span(start: number, end: number): Span {
    return this.source.span(start, end);
  }
}
