import type { MediaFile, MediaUses } from '../../../federation/ports/index.ts';
import type { MediaFiles } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

interface MediaRow {
  readonly file: string;
  readonly sealed_content: Buffer | null;
}

export class SqliteMedia implements MediaFiles, MediaUses {
  readonly #db: Connection;
  readonly #byId;
  readonly #unread;
  readonly #unused;
  readonly #put;
  readonly #remove;
  readonly #objectsShowing;
  readonly #shownBy;
  readonly #hideAll;
  readonly #show;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], MediaRow>('SELECT file, sealed_content FROM media WHERE id = ?');
    this.#unread = db.prepare<[number], MediaRow>(
      'SELECT file, sealed_content FROM media WHERE sealed_content IS NULL ORDER BY n LIMIT ?',
    );
    this.#unused = db.prepare<[number, number], MediaRow>(`
      SELECT file, sealed_content FROM media
      WHERE uploaded_at < ? AND NOT EXISTS (SELECT 1 FROM media_shown WHERE media_shown.media = media.id)
      ORDER BY uploaded_at LIMIT ?`);
    this.#put = db.prepare<[string, string, number, string, Uint8Array | null]>(`
      INSERT INTO media (id, owner, uploaded_at, file, sealed_content) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET file = excluded.file,
        sealed_content = coalesce(excluded.sealed_content, sealed_content)`);
    this.#remove = db.prepare<[string]>('DELETE FROM media WHERE id = ?');
    this.#objectsShowing = db
      .prepare<[string], string>('SELECT object FROM media_shown WHERE media = ? ORDER BY n')
      .pluck();
    this.#shownBy = db.prepare<[string], string>('SELECT media FROM media_shown WHERE object = ? ORDER BY n').pluck();
    this.#hideAll = db.prepare<[string]>('DELETE FROM media_shown WHERE object = ?');
    this.#show = db.prepare<[string, string]>('INSERT OR IGNORE INTO media_shown (object, media) VALUES (?, ?)');
  }

  byId(id: string): Promise<MediaFile | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && toFile(row);
    });
  }

  unread(limit: number): Promise<MediaFile[]> {
    return this.#db.read(() => this.#unread.all(limit).map(toFile));
  }

  unused(before: number, limit: number): Promise<MediaFile[]> {
    return this.#db.read(() => this.#unused.all(before, limit).map(toFile));
  }

  objectsShowing(mediaId: string): Promise<string[]> {
    return this.#db.read(() => this.#objectsShowing.all(mediaId));
  }

  shownBy(object: string): Promise<string[]> {
    return this.#db.read(() => this.#shownBy.all(object));
  }

  /** What a file says is kept once it is known: a change of its description does not make it unread again. */
  put({ sealedContent, ...file }: MediaFile): void {
    this.#put.run(file.id, file.owner, file.uploadedAt, JSON.stringify(file), sealedContent ?? null);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }

  show(object: string, media: readonly string[]): void {
    this.#hideAll.run(object);
    for (const id of media) this.#show.run(object, id);
  }
}

function toFile({ file, sealed_content }: MediaRow): MediaFile {
  const { ...members } = JSON.parse(file) as MediaFile;
  return sealed_content ? { ...members, sealedContent: sealed_content } : members;
}
