import type { JsonObject } from '../model/json.ts';

/** Where a document names itself and what it brings. */
const selfNaming = new Set(
  ['', '/object'].flatMap((thing) => ['id', 'url', 'replies'].map((property) => `${thing}/${property}`)),
);
/** The path of a thing that a server named by a random UUID (RFC 9562 §5.4), and a page that shows it. */
const drawn =
  /^\/(?:(?:activities|objects)|@([A-Za-z0-9_.-]+))\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?:\/replies)?$/;

/**
 * Tells the addresses that its author's server drew at random for a document: where it names itself, on the host of its
 * actor, and with no word in the path beside the actor's name. Host and name are read with the actor's own address, and
 * in a random number there is nothing to read: what looks like a finding in it is one by chance.
 */
export function drawnFor({ actor, attributedTo }: JsonObject): (pointer: string, value: string) => boolean {
  const author = typeof actor === 'string' ? actor : attributedTo;
  const place = typeof author === 'string' ? /^(https?:\/\/[^/?#]+)\/users\/([^/?#]+)$/.exec(author) : null;
  if (!place) return () => false;
  const [, origin = '', name = ''] = place;
  return (pointer, value) => {
    if (!selfNaming.has(pointer) || !value.startsWith(`${origin}/`)) return false;
    const path = drawn.exec(value.slice(origin.length));
    return path !== null && (path[1] === undefined || path[1] === name);
  };
}
