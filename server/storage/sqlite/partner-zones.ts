import type { PartnerZone, PartnerZones } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

export class SqlitePartnerZones implements PartnerZones {
  readonly #db: Connection;
  readonly #all;
  readonly #put;
  readonly #remove;

  constructor(db: Connection) {
    this.#db = db;
    this.#all = db.prepare<[], { zone: string }>('SELECT zone FROM partner_zones ORDER BY name');
    this.#put = db.prepare<[string, string]>(`
      INSERT INTO partner_zones (name, zone) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET zone = excluded.zone`);
    this.#remove = db.prepare<[string]>('DELETE FROM partner_zones WHERE name = ?');
  }

  all(): Promise<PartnerZone[]> {
    return this.#db.read(() => this.#all.all().map(({ zone }) => JSON.parse(zone) as PartnerZone));
  }

  put(zone: PartnerZone): void {
    this.#put.run(zone.name, JSON.stringify(zone));
  }

  remove(name: string): void {
    this.#remove.run(name);
  }
}
