/** What can be asked of the community. Plain data: it travels between processes. */
export type Command =
  | { readonly do: 'join'; readonly person: string }
  /** `target` is an actor id or a handle, `@name@host`. */
  | { readonly do: 'follow'; readonly person: string; readonly target: string }
  | { readonly do: 'like' | 'announce'; readonly person: string; readonly object: string }
  | { readonly do: 'note'; readonly person: string; readonly note: NewNote }
  /** Takes back an activity that this person sent. */
  | { readonly do: 'undo'; readonly person: string; readonly activity: string }
  | { readonly do: 'delete'; readonly person: string; readonly object: string }
  | { readonly do: 'fetch'; readonly url: string; readonly as?: string; readonly accept?: string };

export interface NewNote {
  /** HTML. */
  readonly content: string;
  readonly inReplyTo?: string;
  /** `public` also reaches the author's followers; otherwise the note goes to the actors in `mentions` alone. */
  readonly audience: 'public' | 'direct';
  /** Actor ids. */
  readonly mentions: readonly string[];
}

/** What became of a command. */
export interface Outcome {
  /** Id of the activity that was sent, or of the person who joined. */
  readonly id: string;
  /** Id of the object that it is about. */
  readonly object?: string;
  /** Only after `fetch`. */
  readonly fetched?: Fetched;
}

export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
