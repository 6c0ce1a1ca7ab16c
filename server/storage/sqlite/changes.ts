import type { Database, Statement } from 'better-sqlite3';
import { type Change, type Node, type Receipt, StaleFence } from '../../../federation/ports/index.ts';

type Apply = (change: Change) => void;

/** Carries out one change of a unit of work inside the running transaction. */
export function changes(database: Database): Apply {
  const sql = statements(database);
  const insertReceipt = (receipt: Receipt): void => void sql.receipt.run(columns(receipt));
  return (change) => {
    switch (change.change) {
      case 'account.put':
        return void sql.account.run(change.account.name, change.account.actorId, JSON.stringify(change.account));
      case 'key.put':
        return void sql.key.run(
          change.key.actorId,
          change.key.keyId,
          change.key.publicKeyPem,
          change.key.sealedPrivateKey,
        );
      case 'token.put':
        return void sql.token.run(change.token.jti, JSON.stringify(change.token));
      case 'object.insert':
        return void sql.insertObject.run(objectRow(change.node));
      case 'object.replace':
        return void sql.replaceObject.run(objectRow(change.node));
      case 'activity.insert': {
        const row = activityRow(change.node);
        sql.insertActivity.run(row);
        for (const collection of change.collections) sql.member.run({ collection, activity: change.node.id });
        return;
      }
      case 'activity.replace':
        return void sql.replaceActivity.run(activityRow(change.node));
      case 'activity.remove':
        if (sql.removeActivity.run(change.id, change.actor).changes > 0) sql.removeMembers.run(change.id);
        return;
      case 'member.add':
        return void sql.member.run({ collection: change.collection, activity: change.activity });
      case 'member.remove':
        return void sql.removeMember.run(change.collection, change.activity);
      case 'release.put':
        sql.supersede.run(change.release.subject, change.release.zone);
        sql.release.run({ ...columns(change.release), body: change.release.body });
        return insertReceipt(change.release);
      case 'release.withdraw':
        return void sql.withdraw.run(change.subject);
      case 'receipt.add':
        return insertReceipt(change.receipt);
      case 'decision.add':
        return void sql.decision.run(change.decision.activity, JSON.stringify(change.decision));
      case 'hold.put': {
        const { id, actor, decision, cause, sealedDraft, heldAt } = change.hold;
        return void sql.hold.run(id, actor, decision, cause, sealedDraft, heldAt);
      }
      case 'hold.remove':
        return void sql.removeHold.run(change.id);
      case 'deliveries.add':
        for (const delivery of change.deliveries) sql.delivery.run({ ...delivery, at: change.at });
        return;
      case 'inbound.done':
        if (sql.inboundDone.run(change.at, change.id, change.fence).changes === 0)
          throw new StaleFence('the lease on this activity has passed on');
        return;
      case 'policySet.activate':
        return void sql.policySet.run(JSON.stringify(change.set));
    }
  };
}

function statements(database: Database): Record<string, Statement> & ReturnType<typeof prepared> {
  return prepared(database);
}

function prepared(database: Database) {
  const p = (source: string): Statement => database.prepare(source);
  return {
    account: p('INSERT INTO accounts VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record'),
    key: p('INSERT OR REPLACE INTO actor_keys (actor, key_id, public_pem, sealed) VALUES (?, ?, ?, ?)'),
    token: p('INSERT OR REPLACE INTO tokens VALUES (?, ?)'),
    insertObject: p('INSERT OR IGNORE INTO objects (id, inbox, host, node) VALUES (@id, @inbox, @host, @node)'),
    replaceObject: p('INSERT OR REPLACE INTO objects (id, inbox, host, node) VALUES (@id, @inbox, @host, @node)'),
    insertActivity: p(
      'INSERT OR IGNORE INTO activities (id, actor, object, node) VALUES (@id, @actor, @object, @node)',
    ),
    replaceActivity: p('UPDATE activities SET actor = @actor, object = @object, node = @node WHERE id = @id'),
    removeActivity: p('DELETE FROM activities WHERE id = ? AND actor = ?'),
    removeMembers: p('DELETE FROM members WHERE activity = ?'),
    member: p(`INSERT OR IGNORE INTO members (collection, activity, actor, object)
      SELECT @collection, id, actor, object FROM activities WHERE id = @activity`),
    removeMember: p('DELETE FROM members WHERE collection = ? AND activity = ?'),
    supersede: p('UPDATE releases SET current = 0 WHERE subject = ? AND zone = ? AND current = 1'),
    release: p(
      `INSERT INTO releases VALUES (@id, @subject, @zone, @body, @digest, @actor, @outcome, @setVersion, @decidedAt, @seal, 1)`,
    ),
    withdraw: p('UPDATE releases SET current = 0 WHERE subject = ? AND current = 1'),
    receipt: p(
      'INSERT INTO receipts VALUES (@id, @subject, @zone, @digest, @actor, @outcome, @setVersion, @decidedAt, @seal)',
    ),
    decision: p('INSERT INTO decisions (activity, record) VALUES (?, ?)'),
    hold: p('INSERT OR REPLACE INTO holds VALUES (?, ?, ?, ?, ?, ?)'),
    removeHold: p('DELETE FROM holds WHERE id = ?'),
    delivery:
      p(`INSERT OR IGNORE INTO deliveries (release, subject, inbox, host, signer, seal, state, attempts, enqueued_at, due, fence)
      VALUES (@releaseId, @subject, @inbox, @host, @signer, @seal, 'waiting', 0, @at, @at, 0)`),
    inboundDone: p(
      "UPDATE inbound SET state = 'done', body = NULL, due = ? WHERE id = ? AND fence = ? AND state = 'waiting'",
    ),
    policySet: p('INSERT INTO policy_sets (record) VALUES (?)'),
  };
}

function columns(receipt: Receipt): object {
  const { id, subject, zone, digest, actor, outcome, setVersion, decidedAt, seal } = receipt;
  return { id, subject, zone, digest, actor, outcome, setVersion, decidedAt, seal };
}

function objectRow(node: Node): object {
  const [endpoints] = list(node['endpoints']) as { sharedInbox?: unknown }[];
  const inbox = firstId(endpoints?.sharedInbox) ?? firstId(node['inbox']) ?? null;
  const host = inbox !== null && URL.canParse(inbox) ? new URL(inbox).host : null;
  return { id: node.id, inbox: host === null ? null : inbox, host, node: text(node) };
}

function activityRow(node: Node): object {
  return {
    id: node.id,
    actor: firstId(node['actor']) ?? null,
    object: firstId(node['object']) ?? null,
    node: text(node),
  };
}

function firstId(value: unknown): string | undefined {
  const [first] = list(value);
  if (typeof first === 'string') return first;
  const id = typeof first === 'object' && first !== null && 'id' in first ? first.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Members that begin with an underscore are the process's own and never rest. */
function text(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => (key.startsWith('_') ? undefined : value));
}
