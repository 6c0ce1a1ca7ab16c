import type { DeliveryTarget, Recipients } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

interface PageParameters {
  readonly subject: string;
  readonly after: string;
  readonly limit: number;
}

/** Inboxes of a host begin with its origin and a slash; `0` is the character after that. */
interface HostParameters {
  readonly subject: string;
  readonly releaseId: string;
  readonly start: string;
  readonly end: string;
}

/** Recipients in the queue and, in fewer bytes, those that the queue has forgotten. */
export class SqliteRecipients implements Recipients {
  readonly #db: Connection;
  readonly #page;
  readonly #includes;

  constructor(db: Connection) {
    this.#db = db;
    this.#page = db.prepare<[PageParameters], { inbox: string }>(`
      SELECT inbox FROM (
        SELECT DISTINCT inbox FROM deliveries WHERE subject = @subject AND inbox > @after ORDER BY inbox LIMIT @limit)
      UNION SELECT inbox FROM (
        SELECT inbox FROM recipients
        WHERE subject = (SELECT n FROM recipient_subjects WHERE subject = @subject) AND inbox > @after
        ORDER BY inbox LIMIT @limit)
      ORDER BY inbox LIMIT @limit`);
    const within = 'inbox >= @start AND inbox < @end';
    this.#includes = db.prepare<[HostParameters], { included: number }>(`
      SELECT EXISTS (SELECT 1 FROM deliveries WHERE subject = @subject AND ${within})
        OR EXISTS (SELECT 1 FROM deliveries WHERE release = @releaseId AND ${within})
        OR EXISTS (
          SELECT 1 FROM recipients
          WHERE subject = (SELECT n FROM recipient_subjects WHERE subject = @subject) AND ${within}) AS included`);
  }

  page(subject: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]> {
    return this.#db.read(() =>
      this.#page.all({ subject, after: after ?? '', limit }).map(({ inbox }) => ({ inbox, host: new URL(inbox).host })),
    );
  }

  includesHost({ subject, releaseId }: { subject: string; releaseId: string }, host: string): Promise<boolean> {
    return this.#db.read(() =>
      ['https:', 'http:'].some((scheme) => {
        const range = { start: `${scheme}//${host}/`, end: `${scheme}//${host}0` };
        return this.#includes.get({ subject, releaseId, ...range })?.included === 1;
      }),
    );
  }
}
