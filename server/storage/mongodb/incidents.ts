import { StaleFence } from '../../../federation/ports/index.ts';
import type { Incident, IncidentRules, Incidents } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface IncidentDocument {
  readonly _id: string;
  readonly n: number;
  readonly incident: Incident;
}

interface RulesDocument {
  readonly _id: string;
  readonly rules: IncidentRules;
}

const name = 'current';

export class MongoIncidents implements Incidents {
  readonly #db: Connection;
  readonly #incidents;
  readonly #rules;

  constructor(db: Connection) {
    this.#db = db;
    this.#incidents = db.collection<IncidentDocument>('incidents');
    this.#rules = db.collection<RulesDocument>('incident_rules');
  }

  byId(id: string): Promise<Incident | undefined> {
    return this.#db.run(async () => (await this.#incidents.findOne({ _id: id }))?.incident);
  }

  page({ closed, after, limit }: Parameters<Incidents['page']>[0]): Promise<Incident[]> {
    return this.#db.run(async () => {
      const last = after === undefined ? null : await this.#incidents.findOne({ _id: after });
      const state = closed ? 'closed' : { $in: ['open', 'acknowledged'] as Incident['state'][] };
      const filter = { 'incident.state': state, ...(last && { n: { $lt: last.n } }) };
      const found = await this.#incidents.find(filter).sort({ n: -1 }).limit(limit).toArray();
      return found.map(({ incident }) => incident);
    });
  }

  latestOf(kind: Incident['kind'], subject: string): Promise<Incident | undefined> {
    return this.#db.run(async () => {
      const filter = { 'incident.kind': kind, 'incident.subject': subject };
      const [latest] = await this.#incidents.find(filter).sort({ n: -1 }).limit(1).toArray();
      return latest?.incident;
    });
  }

  rules(): Promise<IncidentRules | undefined> {
    return this.#db.run(async () => (await this.#rules.findOne({ _id: name }))?.rules);
  }

  /** Throws `StaleFence` where its revision does not follow on the one that is kept. */
  async assertNext({ id, revision }: Incident, within: Within): Promise<void> {
    const kept = await this.#incidents.findOne({ _id: id }, within);
    if ((kept?.incident.revision ?? 0) !== revision - 1) throw new StaleFence('this incident was changed meanwhile');
  }

  async put(incident: Incident, n: number, within: Within): Promise<void> {
    const change = { $set: { incident }, $setOnInsert: { n } };
    await this.#incidents.updateOne({ _id: incident.id }, change, { upsert: true, ...within });
  }

  async putRules(rules: IncidentRules, within: Within): Promise<void> {
    await this.#rules.replaceOne({ _id: name }, { rules }, { upsert: true, ...within });
  }
}
