import {
  type Activation,
  type ActivationRequest,
  type PolicySetRecord,
  type PolicySetSummary,
  type PolicySets,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface SummaryRow extends Pick<PolicySetRecord, 'version' | 'author' | 'message' | 'signature'> {
  readonly created_at: number;
}

interface ActivationRow extends Pick<Activation, 'n' | 'version' | 'cause' | 'reason' | 'signature'> {
  readonly activated_at: number;
  readonly requested_by: string;
  readonly approved_by: string | null;
}

interface RequestRow extends Pick<ActivationRequest, 'id' | 'version' | 'reason' | 'state'> {
  readonly requested_by: string;
  readonly requested_at: number;
  readonly decided_by: string | null;
  readonly decided_at: number | null;
}

export class SqlitePolicySets implements PolicySets {
  readonly #db: Connection;
  readonly #byVersion;
  readonly #list;
  readonly #activations;
  readonly #request;
  readonly #requests;
  readonly #put;
  readonly #last;
  readonly #activate;
  readonly #putRequest;

  constructor(db: Connection) {
    this.#db = db;
    this.#byVersion = db.prepare<[string], SummaryRow & { files: string }>(
      'SELECT * FROM policy_sets WHERE version = ?',
    );
    this.#list = db.prepare<[number], SummaryRow>(
      'SELECT version, author, message, created_at, signature FROM policy_sets ORDER BY n DESC LIMIT ?',
    );
    this.#activations = db.prepare<[number], ActivationRow>('SELECT * FROM policy_activations ORDER BY n DESC LIMIT ?');
    this.#request = db.prepare<[string], RequestRow>('SELECT * FROM policy_requests WHERE id = ?');
    this.#requests = db.prepare<[number], RequestRow>('SELECT * FROM policy_requests ORDER BY n DESC LIMIT ?');
    this.#put = db.prepare<[Omit<PolicySetRecord, 'files'> & { files: string }]>(`
      INSERT OR IGNORE INTO policy_sets (version, files, author, message, created_at, signature)
      VALUES (@version, @files, @author, @message, @createdAt, @signature)`);
    this.#last = db.prepare<[], { n: number }>('SELECT coalesce(max(n), 0) AS n FROM policy_activations');
    this.#activate = db.prepare<[Omit<Activation, 'approvedBy'> & { approvedBy: string | null }]>(`
      INSERT INTO policy_activations (n, version, activated_at, cause, requested_by, approved_by, reason, signature)
      VALUES (@n, @version, @activatedAt, @cause, @requestedBy, @approvedBy, @reason, @signature)`);
    this.#putRequest = db.prepare<[Record<string, string | number | null>]>(`
      INSERT INTO policy_requests (id, version, requested_by, requested_at, reason, state, decided_by, decided_at)
      VALUES (@id, @version, @requestedBy, @requestedAt, @reason, @state, @decidedBy, @decidedAt)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at WHERE state = 'waiting'`);
  }

  byVersion(version: string): Promise<PolicySetRecord | undefined> {
    return this.#db.read(() => {
      const row = this.#byVersion.get(version);
      return row && { ...toSummary(row), files: JSON.parse(row.files) };
    });
  }

  list(limit: number): Promise<PolicySetSummary[]> {
    return this.#db.read(() => this.#list.all(limit).map(toSummary));
  }

  activations(limit: number): Promise<Activation[]> {
    return this.#db.read(() => this.#activations.all(limit).map(toActivation));
  }

  request(id: string): Promise<ActivationRequest | undefined> {
    return this.#db.read(() => {
      const row = this.#request.get(id);
      return row && toRequest(row);
    });
  }

  requests(limit: number): Promise<ActivationRequest[]> {
    return this.#db.read(() => this.#requests.all(limit).map(toRequest));
  }

  /** A version is the address of its content, so one that is kept already has the same files. */
  put(set: PolicySetRecord): void {
    this.#put.run({ ...set, files: JSON.stringify(set.files) });
  }

  /** Within a transaction. Throws `StaleFence`. */
  activate(activation: Activation): void {
    if (this.#last.get()?.n !== activation.n - 1) throw new StaleFence('another policy set was activated meanwhile');
    this.#activate.run({ ...activation, approvedBy: activation.approvedBy ?? null });
  }

  /** Within a transaction. Throws `StaleFence`. */
  putRequest({ decidedBy, decidedAt, ...request }: ActivationRequest): void {
    const put = this.#putRequest.run({ ...request, decidedBy: decidedBy ?? null, decidedAt: decidedAt ?? null });
    if (put.changes === 0) throw new StaleFence('this request was decided already');
  }
}

function toSummary({ version, author, message, created_at, signature }: SummaryRow): PolicySetSummary {
  return { version, author, message, createdAt: created_at, signature };
}

function toActivation(row: ActivationRow): Activation {
  const { n, version, activated_at, cause, requested_by, approved_by, reason, signature } = row;
  return {
    n,
    version,
    activatedAt: activated_at,
    cause,
    requestedBy: requested_by,
    ...(approved_by !== null && { approvedBy: approved_by }),
    reason,
    signature,
  };
}

function toRequest(row: RequestRow): ActivationRequest {
  const { id, version, requested_by, requested_at, reason, state, decided_by, decided_at } = row;
  return {
    id,
    version,
    requestedBy: requested_by,
    requestedAt: requested_at,
    reason,
    state,
    ...(decided_by !== null && { decidedBy: decided_by }),
    ...(decided_at !== null && { decidedAt: decided_at }),
  };
}
