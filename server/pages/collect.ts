import type { Published } from '../../federation/index.ts';
import type { Account } from '../../federation/ports/index.ts';
import { type Conversations, createConversations } from './conversation.ts';
import type { CollectingParts } from './parts.ts';
import { type Person, type Post, personOf, postOf } from './view.ts';

export interface PostPage {
  readonly posts: readonly Post[];
  readonly next?: string;
}

/** What pages show, out of releases alone. */
export interface Collecting extends Conversations {
  person(name: string): Promise<Person | undefined>;
  /** Whoever stands for the organisation: its corporate accounts and communities. */
  organisation(): Promise<Person[]>;
  post(name: string, id: string): Promise<Post | undefined>;
  /** A post of ours by its IRI. */
  local(id: string): Promise<Post | undefined>;
  postsOf(person: Person, query: { readonly after?: string; readonly limit: number }): Promise<PostPage>;
  /** The newest posts of these people that answer nobody. */
  latest(people: readonly Person[], limit: number): Promise<Post[]>;
  /** What these people have pinned. */
  featured(people: readonly Person[]): Promise<Post[]>;
  tagged(tag: string): Promise<Post[]>;
  /** The post that opens the discussion about a page elsewhere. */
  about(page: string): Promise<Post | undefined>;
}

const accountsFor = 5_000;
const peopleMost = 50;
/** Entries of a listing that are looked at for one page; those without a release are passed over. */
const lookedAtMost = 400;

export function createCollecting(parts: CollectingParts): Collecting {
  const names = remembering(() => organisationNames(parts), parts.clock);
  return {
    ...createConversations(parts, (id) => localPost(parts, id)),
    person: (name) => localPerson(parts, `${parts.origin}/users/${name}`),
    async organisation() {
      const people = await Promise.all((await names()).map((id) => localPerson(parts, id)));
      return people.filter((person) => person !== undefined);
    },
    local: (id) => localPost(parts, id),
    async post(name, id) {
      const post = await localPost(parts, `${parts.origin}/objects/${id}`);
      return post?.author.id === `${parts.origin}/users/${name}` ? post : undefined;
    },
    postsOf: (person, query) => postsOf(parts, person, query),
    async latest(people, limit) {
      const pages = await Promise.all(people.map((person) => postsOf(parts, person, { limit })));
      const posts = pages.flatMap((page) => page.posts).filter(({ inReplyTo }) => inReplyTo === undefined);
      return posts.toSorted((a, b) => (a.published < b.published ? 1 : -1)).slice(0, limit);
    },
    async featured(people) {
      const pinned = await Promise.all(people.map(({ id }) => listed(parts, `pinned:${id}`, 3)));
      return pinned.flat();
    },
    tagged: (tag) => listed(parts, `tag:${tag}`, 20, ({ tags }) => tags.includes(tag.normalize('NFKC'))),
    async about(page) {
      const posts = await listed(parts, `page:${page}`, lookedAtMost, (post) => post.page === page);
      return posts.findLast(({ author }) => author.type === 'Organization' || author.type === 'Group');
    },
  };
}

/**
 * Local posts of a listing that are released to everybody. A listing is of what colleagues read: what led a post there may
 * have been redacted since or edited away, so that it takes a release which says as much for itself.
 */
async function listed(
  parts: CollectingParts,
  listing: string,
  limit: number,
  says: (post: Post) => boolean = () => true,
): Promise<Post[]> {
  const posts: Post[] = [];
  for (const { item } of await parts.listings.page(listing, { limit: lookedAtMost })) {
    const post = item.startsWith(`${parts.origin}/`) ? await localPost(parts, item) : undefined;
    if (post && says(post)) posts.push(post);
    if (posts.length === limit) break;
  }
  return posts;
}

async function localPerson({ published, origin }: CollectingParts, id: string): Promise<Person | undefined> {
  const found = await published.thing(id);
  return found && typeof found.document['inbox'] === 'string' ? personOf(found, origin) : undefined;
}

async function localPost(parts: CollectingParts, id: string): Promise<Post | undefined> {
  const found = await parts.published.thing(id);
  const author = found && (await localPerson(parts, authorOf(found)));
  return author && postOf(found, author, parts.origin);
}

function authorOf({ document }: Published): string {
  const author = [document['attributedTo']].flat()[0];
  return typeof author === 'string' ? author : '';
}

async function postsOf(
  { published, origin }: CollectingParts,
  person: Person,
  query: { readonly after?: string; readonly limit: number },
): Promise<PostPage> {
  const name = person.id.slice(person.id.lastIndexOf('/') + 1);
  const { items, next } = await published.posts(name, query);
  const posts = await Promise.all(items.map((item) => postOf(item, person, origin)));
  return { posts, ...(next !== undefined && { next }) };
}

async function organisationNames({ accounts }: CollectingParts): Promise<string[]> {
  const stands = ({ kind }: Account): boolean => kind === 'corporate' || kind === 'community';
  const standing = (await accounts.all()).filter(stands);
  return standing.slice(0, peopleMost).map(({ actorId }) => actorId);
}

/** An organisation has few such accounts among many, and gains one seldom. What they show is read every time. */
function remembering(read: () => Promise<string[]>, clock: () => number): () => Promise<string[]> {
  let known: { readonly ids: string[]; readonly until: number } | undefined;
  return async () => {
    if (!known || known.until <= clock()) known = { ids: await read(), until: clock() + accountsFor };
    return known.ids;
  };
}
