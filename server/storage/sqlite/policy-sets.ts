import type { PolicySetRecord, PolicySets } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface ActiveRow {
  readonly version: string;
  readonly files: string;
  readonly activated_at: number;
}

export class SqlitePolicySets implements PolicySets {
  readonly #db: Connection;
  readonly #active;
  readonly #keep;
  readonly #activate;

  constructor(db: Connection) {
    this.#db = db;
    this.#active = db.prepare<[], ActiveRow>(`
      SELECT version, files, activated_at FROM policy_activations JOIN policy_sets USING (version)
      ORDER BY n DESC LIMIT 1`);
    this.#keep = db.prepare<[string, string]>('INSERT OR IGNORE INTO policy_sets (version, files) VALUES (?, ?)');
    this.#activate = db.prepare<[string, number]>(
      'INSERT INTO policy_activations (version, activated_at) VALUES (?, ?)',
    );
  }

  active(): Promise<PolicySetRecord | undefined> {
    return this.#db.read(() => {
      const row = this.#active.get();
      return row && { version: row.version, files: JSON.parse(row.files), activatedAt: row.activated_at };
    });
  }

  /** A version is the address of its content, so one that is kept already has the same files. */
  activate(set: PolicySetRecord): void {
    const { version, files, activatedAt } = set;
    this.#keep.run(version, JSON.stringify(files));
    this.#activate.run(version, activatedAt);
  }
}
