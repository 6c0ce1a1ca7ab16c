import type { TextView } from '../text-view.ts';

/** What an HTML fragment says; together the readings hold all of its text. */
export interface Markup {
  /** All text, shown or not; block tags and `<br>` separate, other tags and comments join. */
  readonly text: TextView;
  /** What stands in the markup itself, the text a browser shows, the text it hides: each where there is any. */
  readonly others: readonly TextView[];
}
