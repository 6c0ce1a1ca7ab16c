import type { Node } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { firstText, isStatus, itemsOf } from '../nodes.ts';
import type { ProjectedUnit } from './unit.ts';

/** Kind under which earlier versions of a status are kept, with the status as their owner. */
export const versionKind = 'version';

/** Keeps what an edit replaces, for the history that clients show. */
export async function projectVersion(unit: ProjectedUnit, node: Node): Promise<void> {
  if (!isStatus(node)) return;
  const before = await unit.parts.objects.get(node.id);
  if (!before || firstText(before['updated']) === firstText(node['updated']) || isSame(before, node)) return;
  unit.add({
    change: 'clientData.put',
    owner: node.id,
    kind: versionKind,
    key: unit.parts.snowflakes.next(),
    value: versionOf(before),
  });
}

/** Whether an edit changed nothing that is read, such as who may quote the status. */
function isSame(before: Node, node: Node): boolean {
  const read = ['content', 'summary', 'sensitive', 'attachment', 'oneOf', 'anyOf'];
  return read.every((name) => JSON.stringify(before[name] ?? []) === JSON.stringify(node[name] ?? []));
}

/** The part of a status that edits change. */
function versionOf(node: Node): JsonObject {
  return {
    content: firstText(node['content']) ?? '',
    spoiler_text: firstText(node['summary']) ?? '',
    sensitive: itemsOf(node['sensitive'])[0] === true,
    created_at: firstText(node['updated']) ?? firstText(node['published']) ?? '',
  };
}
