import { grants } from '../../auth/scopes.ts';
import { type Parameters, switchOf, textOf } from '../../http/parameters.ts';
import type { MastodonParts } from '../door.ts';
import type { SignedIn } from '../signed-in.ts';

/** What a client asked for, found to be a stream that it may open. */
export interface Stream {
  /** How the client names it: the name, and the tag or list. */
  readonly name: readonly string[];
  readonly listings: readonly string[];
  readonly notifications: boolean;
  readonly mediaOnly: boolean;
  readonly localOnly: boolean;
}

export type StreamOutcome =
  | { readonly kind: 'stream'; readonly stream: Stream }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404; readonly error: string };

export interface Wisher {
  readonly account: SignedIn;
  readonly scope: string;
}

const timelines = ['public', 'public:local', 'public:remote'];

/** The stream of a name such as `user`, `public:local:media` or `hashtag` with its `tag`. */
export async function streamOf(
  { store }: MastodonParts,
  { account, scope }: Wisher,
  name: string,
  parameters: Parameters,
): Promise<StreamOutcome> {
  const mediaOnly =
    name.endsWith(':media') || (timelines.includes(name) && switchOf(parameters['only_media']) === true);
  const plain = name.replace(/:media$/, '');
  const stream = (listings: readonly string[], more: Partial<Stream> = {}): StreamOutcome => ({
    kind: 'stream',
    stream: { name: [name], listings, notifications: false, mediaOnly, localOnly: false, ...more },
  });
  const heard = grants(scope, 'read:notifications');
  if (plain === 'user:notification') return heard ? stream([], { notifications: true }) : outOfScope;
  if (!grants(scope, plain === 'list' ? 'read:lists' : 'read:statuses')) return outOfScope;
  if (plain === 'user') return stream([`home:${account.actorId}`], { notifications: heard });
  if (timelines.includes(plain)) return stream([plain]);
  if (plain === 'direct') return stream([`conversations:${account.actorId}`]);
  if (plain === 'hashtag' || plain === 'hashtag:local') {
    const tag = (textOf(parameters['tag']) ?? '').replace(/^#/, '').normalize('NFKC').toLowerCase();
    if (tag === '') return refused(400, 'Missing tag name parameter');
    return stream([`tag:${tag}`], { name: [name, tag], localOnly: plain.endsWith('local') });
  }
  if (plain !== 'list') return refused(400, 'Unknown stream type');
  const id = textOf(parameters['list']) ?? '';
  const known = await store.clientData.get(account.actorId, 'list', id);
  return known === undefined ? refused(404, 'Not found') : stream([`list:${id}`], { name: [name, id] });
}

const outOfScope = refused(403, 'Access token does not have the required scopes');

function refused(status: 400 | 403 | 404, error: string): StreamOutcome {
  return { kind: 'refused', status, error };
}
