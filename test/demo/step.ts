import type { Outcome } from '../../policies/index.ts';
import type { Speaker } from './organisation.ts';

/** What came of the steps before: ids by a step's key. */
export interface Past {
  readonly origin: string;
  /** Id of the object that the step created. */
  object(key: string): string;
  /** Actor id of somebody outside. */
  outsider(name: string): string;
}

/** What the community outside must have received of a step, seen from its own side. */
export type Expected =
  | { readonly kind: 'nothing' }
  /** The very content that was posted. */
  | { readonly kind: 'as-written' }
  /** The post with something taken out: these words still stand. */
  | { readonly kind: 'redacted'; readonly keeps: string }
  | { readonly kind: 'deleted' };

/** `inside`: nothing crossed, so there was nothing to decide. */
export type Decided = Outcome | 'inside';

/** One thing that somebody at the organisation does in a client. */
export interface Step {
  readonly key: string;
  readonly speaker: Speaker;
  /** What is typed. */
  readonly text: string;
  /** How the table says what is done, where it isn't a plain post. */
  readonly act?: string;
  /** Zone that the client asks for. */
  readonly asks: 'internal' | 'addressed' | 'public';
  /** The ActivityStreams document that goes to the outbox. */
  document(past: Past): Readonly<Record<string, unknown>>;
  readonly verdict: Decided;
  readonly outside: Expected;
  /** What must not reach the community's socket in any request. */
  readonly never?: readonly string[];
}
