import { activityStreams, endpoints, source } from './activitystreams.ts';
import {
  jrd,
  jrdLink,
  nodeInfo,
  nodeInfoMetadata,
  nodeInfoServices,
  nodeInfoSoftware,
  nodeInfoUsage,
  nodeInfoUsers,
} from './discovery.ts';
import { extensions, interactionPolicy, key } from './extensions.ts';
import type { NodeKind, PropertyRule, PropertyTable } from './property-rule.ts';

/** What a document is, which says where its table of properties begins. */
export type DocumentKind = 'activitystreams' | 'jrd' | 'host-meta' | 'nodeinfo';

const rows: Readonly<Record<NodeKind, Readonly<Record<string, PropertyRule>>>> = {
  object: { ...activityStreams, ...extensions },
  key,
  endpoints,
  source,
  'interaction-policy': interactionPolicy,
  jrd,
  'jrd-link': jrdLink,
  nodeinfo: nodeInfo,
  'nodeinfo-software': nodeInfoSoftware,
  'nodeinfo-services': nodeInfoServices,
  'nodeinfo-usage': nodeInfoUsage,
  'nodeinfo-users': nodeInfoUsers,
  'nodeinfo-metadata': nodeInfoMetadata,
};

/** Every property that may leave, by the kind of node it stands on. */
export const egressTables: ReadonlyMap<NodeKind, PropertyTable> = new Map(
  Object.entries(rows).map(([kind, table]) => [kind as NodeKind, new Map(Object.entries(table))]),
);

const roots: Readonly<Record<DocumentKind, NodeKind>> = {
  activitystreams: 'object',
  jrd: 'jrd',
  'host-meta': 'jrd',
  nodeinfo: 'nodeinfo',
};

/** The kind of a document's outermost node. */
export function rootOf(kind: DocumentKind): NodeKind {
  return roots[kind];
}

const none: PropertyTable = new Map();

/** Properties that a node of this kind may have. */
export function tableOf(kind: NodeKind): PropertyTable {
  return egressTables.get(kind) ?? none;
}
