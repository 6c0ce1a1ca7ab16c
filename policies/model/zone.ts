/**
 * Who may see a thing. `internal` is this server's employees, `partner:<name>` a named set of guests and domains,
 * `addressed` the outsiders named in it (or an account's outside followers), `public` everyone.
 */
export type Zone = 'internal' | OutsideZone;
export type OutsideZone = 'addressed' | 'public' | `partner:${string}`;

/** The act whose bytes leave `internal`: what policies scope on. */
export interface Crossing {
  readonly zone: OutsideZone;
  /** Actor IRI of whoever speaks. */
  readonly actor: string;
  /** Roles of the speaker, e.g. `employee`, `publisher:press`. */
  readonly roles: readonly string[];
  /** ActivityStreams type of the activity, `Create` and so on; `Read` for a document built to answer a request. */
  readonly activity: string;
  /** Hosts of the outsiders that are named, lower case; empty for `public`. */
  readonly domains: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}
