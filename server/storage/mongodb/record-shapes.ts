import type { Document } from 'mongodb';
import type { FieldValue, StoredRecord } from '../../ports/index.ts';
import { idsOf } from '../node-text.ts';
import { kindNamed, type RecordKind } from '../record-kinds.ts';

/** How records of a kind rest as documents. What is derived from other documents is not its affair. */
export interface RecordShape {
  toDocument(record: StoredRecord): Document;
  toRecord(document: Document): StoredRecord;
}

/** Shapes that differ from the usual one: an `_id` of the kind's `id`, and the other fields as they are. */
const shapes: Readonly<Record<string, RecordShape>> = {
  objects: usual('objects', () => ({ inbox: null })),
  oauth_codes: usual('oauth_codes', () => ({ usedFor: null })),
  client_data: usual('client_data', () => ({ expiresAt: null })),
  deliveries: usual('deliveries', () => ({ owner: null, fence: 0 })),
  fan_outs: usual('fan_outs', () => ({ owner: null, until: 0, fence: 0 })),
  media: usual('media', ({ sealedContent }) => ({ read: sealedContent !== undefined })),
  inbound: usual('inbound', ({ id, actor, activity, recipient }) => ({
    ...{ key: `${actor}\n${activity}\n${recipient}`, owner: null, busy: id, fence: 0 },
  })),
  activities: usual('activities', ({ node }) => {
    const { object } = JSON.parse(String(node)) as { object?: unknown };
    return { objects: idsOf(object) };
  }),
  receipts: without('receipts', 'entry'),
  decisions: without('decisions', 'entry'),
  recalls: spread('recalls', 'recall', 'id'),
  domain_rules: spread('domain_rules', 'rule', 'domain'),
  actor_rules: spread('actor_rules', 'rule', 'actor'),
  subscriptions: spread('subscriptions', 'subscription', 'id'),
  partner_zones: spread('partner_zones', 'zone', 'name'),
  simulations: spread('simulations', 'summary', 'id', () => ({ report: null })),
  reports: spread('reports', 'report', 'activity', ({ report }) => ({
    open: !(typeof report === 'object' && 'resolved' in report),
  })),
  recall_items: {
    toDocument: ({ recall, subject, zone, n, item }) => ({
      _id: JSON.stringify([recall, subject, zone]),
      n,
      ...(item as object),
    }),
    toRecord: ({ _id, n, ...item }) => ({
      recall: item['recall'],
      subject: item['subject'],
      zone: item['zone'],
      n,
      item,
    }),
  },
  simulation_marks: {
    toDocument: (record) => {
      const { simulation, policy, post, by } = record;
      return { _id: JSON.stringify([simulation, policy, post, by]), ...record };
    },
    toRecord: ({ _id, ...record }) => record,
  },
  retractions: {
    toDocument: ({ actor, id, at }) => ({ _id: { actor, id }, at }),
    toRecord: ({ _id, at }) => ({ ..._id, at }),
  },
  ledger_tiles: {
    toDocument: ({ level, n, hashes }) => ({ _id: `${level}/${n}`, hashes }),
    toRecord: ({ _id, hashes }) => {
      const [level, n] = String(_id).split('/').map(Number);
      return { level: level ?? 0, n: n ?? 0, hashes };
    },
  },
  ledger_entries: {
    toDocument: ({ place, entry }) => ({ _id: entryName(entry, place), n: place, index: Number(place) - 1, entry }),
    toRecord: ({ index, entry }) => ({ place: index + 1, entry }),
  },
};

export function shapeOf(name: string): RecordShape {
  return shapes[name] ?? usual(name);
}

/** `derived`: members of the document that are none of the record, or stand for a field that is not there. */
function usual(name: string, derived: (record: StoredRecord) => Document = () => ({})): RecordShape {
  const kind = kindNamed(name);
  return {
    toDocument(record) {
      const [single] = kind.id;
      const document: Document = { ...derived(record), ...record, _id: idOf(kind, record) };
      if (kind.id.length === 1 && single !== undefined) delete document[single];
      return document;
    },
    toRecord(document) {
      const [single = ''] = kind.id;
      return fieldsOf(kind, kind.id.length === 1 ? { ...document, [single]: document['_id'] } : document);
    },
  };
}

/** The usual shape but for one field, which other documents tell. */
function without(name: string, left: string): RecordShape {
  const { toDocument, toRecord } = usual(name);
  return { toDocument: ({ [left]: _left, ...record }) => toDocument(record), toRecord };
}

/** One JSON field rests as members of the document, all but the one that its `_id` is. */
function spread(
  name: string,
  field: string,
  id: string,
  derived: (record: StoredRecord) => Document = () => ({}),
): RecordShape {
  const kind = kindNamed(name);
  const own = kind.fields.filter((other) => other !== field && other !== id);
  return {
    toDocument(record) {
      const { [field]: body, ...rest } = record;
      return { ...derived(record), ...(body as object), ...rest, [id]: undefined, _id: record[id] };
    },
    toRecord(document) {
      const { _id, ...members } = document;
      const outside = new Set([...own, ...Object.keys(derived({}))]);
      const body = Object.fromEntries(Object.entries(members).filter(([member]) => !outside.has(member)));
      return fieldsOf(kind, { ...members, [id]: _id, [field]: { ...body, [id]: _id } });
    },
  };
}

function idOf({ id }: RecordKind, record: StoredRecord): FieldValue | undefined {
  const [single = ''] = id;
  return id.length === 1 ? record[single] : id.map((field) => record[field]).join('\n');
}

/** FerretDB leaves empty lists out of what an upsert inserts. */
const lists = new Set(['roles', 'domains', 'failingDays', 'signals']);

function fieldsOf({ fields, json }: RecordKind, document: Document): StoredRecord {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = document[field] ?? (json.has(field) && lists.has(field) ? [] : undefined);
      return value === undefined || value === null ? [] : [[field, value]];
    }),
  );
}

/** Entries of receipts and decisions are found by them. */
function entryName(entry: FieldValue | undefined, place: FieldValue | undefined): string {
  const { kind, id } = JSON.parse(Buffer.from(entry as Uint8Array).toString('utf8')) as { kind?: string; id?: string };
  return kind === 'receipt' || kind === 'decision' ? `${kind} ${id}` : `copied ${place}`;
}
