import {
  type Activation,
  type ActivationRequest,
  type PolicySetRecord,
  type PolicySetSummary,
  type PolicySets,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface SetDocument extends Omit<PolicySetSummary, 'version'> {
  readonly _id: string;
  readonly n: number;
  /** JSON: file names have dots, which are paths to MongoDB. */
  readonly files: string;
}

interface ActivationDocument extends Omit<Activation, 'n'> {
  readonly _id: number;
}

interface RequestDocument extends Omit<ActivationRequest, 'id'> {
  readonly _id: string;
  readonly n: number;
}

export class MongoPolicySets implements PolicySets {
  readonly #db: Connection;
  readonly #sets;
  readonly #activations;
  readonly #requests;

  constructor(db: Connection) {
    this.#db = db;
    this.#sets = db.collection<SetDocument>('policy_sets');
    this.#activations = db.collection<ActivationDocument>('policy_activations');
    this.#requests = db.collection<RequestDocument>('policy_requests');
  }

  byVersion(version: string): Promise<PolicySetRecord | undefined> {
    return this.#db.run(async () => {
      const found = await this.#sets.findOne({ _id: version });
      return found ? { ...toSummary(found), files: JSON.parse(found.files) } : undefined;
    });
  }

  list(limit: number): Promise<PolicySetSummary[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const options = { projection: { files: 0 } };
      return (await this.#sets.find({}, options).sort({ n: -1 }).limit(limit).toArray()).map(toSummary);
    });
  }

  activations(limit: number): Promise<Activation[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const found = await this.#activations.find().sort({ _id: -1 }).limit(limit).toArray();
      return found.map(({ _id, ...rest }) => ({ n: _id, ...rest }));
    });
  }

  request(id: string): Promise<ActivationRequest | undefined> {
    return this.#db.run(async () => {
      const found = await this.#requests.findOne({ _id: id });
      return found ? toRequest(found) : undefined;
    });
  }

  requests(limit: number): Promise<ActivationRequest[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      return (await this.#requests.find().sort({ n: -1 }).limit(limit).toArray()).map(toRequest);
    });
  }

  /** A version is the address of its content, so one that is kept already has the same files. */
  async put({ version, files, ...rest }: PolicySetRecord, n: number, within: Within): Promise<void> {
    const made = { $setOnInsert: { ...rest, n, files: JSON.stringify(files) } };
    await this.#sets.updateOne({ _id: version }, made, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where it does not follow on the last one. */
  async assertNext({ n, version }: Activation, within: Within): Promise<void> {
    const [last] = await this.#activations.find({}, within).sort({ _id: -1 }).limit(1).toArray();
    if ((last?._id ?? 0) !== n - 1) throw new StaleFence(`another policy set was activated before \`${version}\``);
  }

  async activate({ n, ...rest }: Activation, within: Within): Promise<void> {
    await this.#activations.updateOne({ _id: n }, { $setOnInsert: rest }, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where it was decided already. */
  async assertUndecided({ id }: ActivationRequest, within: Within): Promise<void> {
    const found = await this.#requests.findOne({ _id: id }, within);
    if (found && found.state !== 'waiting') throw new StaleFence('this request was decided already');
  }

  async putRequest({ id, ...rest }: ActivationRequest, n: number, within: Within): Promise<void> {
    await this.#requests.updateOne({ _id: id }, { $set: rest, $setOnInsert: { n } }, { upsert: true, ...within });
  }
}

function toSummary({ _id, author, message, createdAt, signature }: Omit<SetDocument, 'files'>): PolicySetSummary {
  return { version: _id, author, message, createdAt, signature };
}

function toRequest({ _id, n: _n, ...rest }: RequestDocument): ActivationRequest {
  return { id: _id, ...rest };
}
