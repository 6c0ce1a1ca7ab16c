/** What Fedify made of a verified activity: only what it could read as ActivityStreams. */
export interface ReadActivity {
  readonly type: string;
  readonly id: string;
  readonly actor: string;
  /** Id of the object, embedded or not. */
  readonly objectId?: string;
  /** The embedded object of a Create or an Update. */
  readonly object?: ReadObject;
}

export interface ReadObject {
  readonly id: string;
  readonly type: string;
  readonly author?: string;
  readonly content?: string;
  readonly summary?: string;
  readonly name?: string;
  readonly inReplyTo?: string;
  /** Descriptions (alt texts) of the attachments, in order. */
  readonly descriptions: readonly string[];
}

/** One request that reached the community's socket, and how it was answered. Plain data: it travels between processes. */
export interface Exchange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came, read as UTF-8. */
  readonly body: string;
  /** Status of the answer: 202 for an accepted delivery, 401 for a signature that Fedify refuses. */
  readonly status: number;
  /** Present where Fedify verified the signature and handed the activity to a listener. */
  readonly activity?: ReadActivity;
}

/** A verified activity beside the bytes it came in. */
export interface Received extends ReadActivity {
  readonly at: number;
  /** Path of the inbox. */
  readonly inbox: string;
  readonly body: string;
}

/** The verified activities among the exchanges, oldest first. */
export function receivedIn(exchanges: readonly Exchange[]): Received[] {
  return exchanges.flatMap(({ activity, at, path, body }) =>
    activity ? [{ ...activity, at, inbox: path, body }] : [],
  );
}
