import type { Node } from '../../../federation/ports/index.ts';
import { conversationsOf } from '../conversations.ts';
import { authorOf, firstIri, mentionsOf, visibilityOf } from '../nodes.ts';
import type { ProjectedUnit } from './unit.ts';

/** Posts above one that are gone through at most, to find where a conversation began. */
const deepest = 50;

/** A direct post moves its conversation to the top for everybody here who is in it. */
export async function projectConversation(unit: ProjectedUnit, status: Node): Promise<void> {
  const { origin, snowflakes } = unit.parts;
  if (visibilityOf(status, origin) !== 'direct') return;
  const people = [authorOf(status) ?? '', ...mentionsOf(status).map(({ href }) => href)];
  const first = await firstOf(unit, status);
  for (const person of new Set(people.filter((iri) => unit.isLocal(iri)))) {
    const place = { listing: conversationsOf(person), item: first };
    const position = snowflakes.next();
    unit.add({ change: 'listing.remove', ...place }, { change: 'listing.add', ...place, about: status.id, position });
  }
}

async function firstOf(unit: ProjectedUnit, status: Node): Promise<string> {
  let first = status;
  for (let above = 0; above < deepest; above += 1) {
    const parent = await unit.object(firstIri(first['inReplyTo']) ?? '');
    if (!parent || visibilityOf(parent, unit.parts.origin) !== 'direct') break;
    first = parent;
  }
  return first.id;
}
