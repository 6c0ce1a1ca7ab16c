import type { CollectionItem, PageQuery } from '../../../federation/ports/index.ts';
import { Cursors } from '../cursors.ts';
import type { Connection } from './connection.ts';

interface PageParameters {
  readonly collection: number;
  readonly before: number;
  /** JSON arrays. */
  readonly without: string;
  readonly zones: string | null;
  /** -1 for all. */
  readonly limit: number;
}

const released = `(@zones IS NULL OR EXISTS (
  SELECT 1 FROM renditions r WHERE r.subject = a.id AND r.zone IN (SELECT value FROM json_each(@zones))))`;

/** Collections as pages, newest first. */
export class CollectionPages {
  readonly #cursors: Cursors;
  readonly #numberOf;
  readonly #page;
  readonly #countAll;
  readonly #countReleased;

  constructor(db: Connection) {
    const key = db.prepare<[], { value: Buffer }>("SELECT value FROM settings WHERE name = 'cursor-key'").get();
    if (!key) throw new Error('the data file has no cursor key');
    this.#cursors = new Cursors(key.value);
    this.#numberOf = db.prepare<[string], { n: number }>('SELECT n FROM collections WHERE id = ?');
    this.#page = db.prepare<[PageParameters], { seq: number; node: string }>(`
      SELECT m.seq, a.node FROM memberships m JOIN activities a ON a.n = m.activity
      WHERE m.collection = @collection AND m.seq < @before
        AND m.actor NOT IN (SELECT value FROM json_each(@without)) AND ${released}
      ORDER BY m.seq DESC LIMIT @limit`);
    this.#countAll = db.prepare<[number], { total: number }>(
      'SELECT count(*) AS total FROM memberships WHERE collection = ?',
    );
    this.#countReleased = db.prepare<[{ collection: number; zones: string }], { total: number }>(`
      SELECT count(*) AS total FROM memberships m JOIN activities a ON a.n = m.activity
      WHERE m.collection = @collection AND ${released}`);
  }

  page(collection: string, { limit, after, withoutActors = [], releasedTo }: PageQuery): CollectionItem[] {
    const number = this.#numberOf.get(collection)?.n;
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : this.#cursors.seqOf(number, after);
    if (number === undefined) return [];
    const rows = this.#page.all({
      collection: number,
      before,
      without: JSON.stringify(withoutActors),
      zones: releasedTo ? JSON.stringify(releasedTo) : null,
      limit: limit ?? -1,
    });
    return rows.map(({ seq, node }) => ({ activity: JSON.parse(node), cursor: this.#cursors.cursorOf(number, seq) }));
  }

  count(collection: string, releasedTo: readonly string[] | undefined): number {
    const number = this.#numberOf.get(collection)?.n;
    if (number === undefined) return 0;
    const counted = releasedTo
      ? this.#countReleased.get({ collection: number, zones: JSON.stringify(releasedTo) })
      : this.#countAll.get(number);
    return counted?.total ?? 0;
  }
}
