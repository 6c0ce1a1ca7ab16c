import type { Node } from '../../../federation/ports/index.ts';
import { firstText, isStatus, itemsOf, textIn } from '../nodes.ts';
import type { ProjectedUnit } from './unit.ts';

/** Keeps a post findable by what can be read in it, as long as it is there. */
export function projectText(unit: ProjectedUnit, node: Node): void {
  if (node.type === 'Tombstone') return unit.add({ change: 'search.remove', item: node.id });
  if (!isStatus(node)) return;
  const options = [...itemsOf(node['oneOf']), ...itemsOf(node['anyOf'])];
  const texts = [
    ...['name', 'summary', 'content'].map((name) => firstText(node[name]) ?? ''),
    ...[...options, ...itemsOf(node['attachment'])].map((item) => textIn(item, 'name') ?? ''),
  ];
  unit.add({ change: 'search.put', item: node.id, text: texts.join('\n').replace(/<[^>]*>/g, ' ') });
}
