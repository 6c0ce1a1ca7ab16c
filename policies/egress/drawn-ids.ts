import type { JsonObject } from '../model/json.ts';

/** How a document names what it brings, and itself where it brings nothing. */
const things = ['', '/object'];
/** Where a thing names itself: its page and its lists carry the number that its id has. */
const selfNaming = ['id', 'url', 'replies', 'context'];
/** The path of a thing that a server named by a random UUID (RFC 9562 §5.4), and a page that shows it. */
const drawn =
  /^\/(?:(?:activities|objects)|@([A-Za-z0-9_.-]+))\/([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})(?:\/(?:replies|context))?$/;

/**
 * Tells the addresses that its author's server drew at random for a document: where it names itself, on the host of its
 * actor, with the number of its id and no word in the path beside the actor's name. Host and name are read with the
 * actor's own address, and in a random number there is nothing to read: what looks like a finding in it is one by chance.
 */
export function drawnFor(document: JsonObject): (pointer: string, value: string) => boolean {
  const { actor, attributedTo } = document;
  const author = typeof actor === 'string' ? actor : attributedTo;
  const place = typeof author === 'string' ? /^(https?:\/\/[^/?#]+)\/users\/([^/?#]+)$/.exec(author) : null;
  if (!place) return () => false;
  const [, origin = '', name = ''] = place;
  const numberOf = (value: unknown): string | undefined => {
    if (typeof value !== 'string' || !value.startsWith(`${origin}/`)) return undefined;
    const [, page = name, number] = drawn.exec(value.slice(origin.length)) ?? [];
    return page === name ? number : undefined;
  };
  const numbers = new Map<string, string | undefined>();
  for (const thing of things) {
    const number = numberOf(thing === '' ? document['id'] : idOf(document['object']));
    for (const property of selfNaming) numbers.set(`${thing}/${property}`, number);
  }
  return (pointer, value) => {
    const number = numbers.get(pointer);
    return number !== undefined && numberOf(value) === number;
  };
}

function idOf(thing: JsonObject[string]): unknown {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing) ? thing['id'] : undefined;
}
