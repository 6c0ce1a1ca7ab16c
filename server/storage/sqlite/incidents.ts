import { StaleFence } from '../../../federation/ports/index.ts';
import type { Incident, IncidentRules, Incidents } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

interface Row {
  readonly incident: string;
}

const name = 'current';

export class SqliteIncidents implements Incidents {
  readonly #db: Connection;
  readonly #byId;
  readonly #page;
  readonly #latestOf;
  readonly #insert;
  readonly #update;
  readonly #rules;
  readonly #putRules;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], Row>('SELECT incident FROM incidents WHERE id = ?');
    this.#page = db.prepare<[{ closed: number; after: string | null; limit: number }], Row>(`
      SELECT incident FROM incidents
      WHERE (incident ->> 'state' = 'closed') = @closed
        AND n < coalesce((SELECT n FROM incidents WHERE id = @after), ${Number.MAX_SAFE_INTEGER})
      ORDER BY n DESC LIMIT @limit`);
    this.#latestOf = db.prepare<[string, string], Row>(`
      SELECT incident FROM incidents WHERE incident ->> 'kind' = ? AND incident ->> 'subject' = ? ORDER BY n DESC LIMIT 1`);
    this.#insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO incidents (id, incident) VALUES (?, ?)');
    this.#update = db.prepare<[{ id: string; revision: number; incident: string }]>(`
      UPDATE incidents SET incident = @incident WHERE id = @id AND incident ->> 'revision' = @revision - 1`);
    this.#rules = db.prepare<[string], { rules: string }>('SELECT rules FROM incident_rules WHERE name = ?');
    this.#putRules = db.prepare<[string, string]>(`
      INSERT INTO incident_rules (name, rules) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET rules = excluded.rules`);
  }

  byId(id: string): Promise<Incident | undefined> {
    return this.#db.read(() => incidentOf(this.#byId.get(id)));
  }

  page({ closed, after, limit }: Parameters<Incidents['page']>[0]): Promise<Incident[]> {
    const query = { closed: Number(closed), after: after ?? null, limit };
    return this.#db.read(() => this.#page.all(query).flatMap((row) => incidentOf(row) ?? []));
  }

  latestOf(kind: Incident['kind'], subject: string): Promise<Incident | undefined> {
    return this.#db.read(() => incidentOf(this.#latestOf.get(kind, subject)));
  }

  rules(): Promise<IncidentRules | undefined> {
    return this.#db.read(() => {
      const row = this.#rules.get(name);
      return row && (JSON.parse(row.rules) as IncidentRules);
    });
  }

  /** Within a transaction. Throws `StaleFence`. */
  put(incident: Incident): void {
    const { id, revision } = incident;
    const text = JSON.stringify(incident);
    const { changes } =
      revision === 1 ? this.#insert.run(id, text) : this.#update.run({ id, revision, incident: text });
    if (changes === 0) throw new StaleFence('this incident was changed meanwhile');
  }

  /** Within a transaction. */
  putRules(rules: IncidentRules): void {
    this.#putRules.run(name, JSON.stringify(rules));
  }
}

function incidentOf(row: Row | undefined): Incident | undefined {
  return row && (JSON.parse(row.incident) as Incident);
}
