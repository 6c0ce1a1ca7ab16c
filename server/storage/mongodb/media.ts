import type { MediaFile, MediaUses } from '../../../federation/ports/index.ts';
import type { MediaFiles } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface MediaDocument {
  readonly _id: string;
  readonly n: number;
  readonly uploadedAt: number;
  readonly file: Omit<MediaFile, 'sealedContent'>;
  /** Absent until the file has been read. */
  readonly sealedContent?: Uint8Array;
  readonly read: boolean;
}

/** Which files an object shows, in their order. */
interface ShownDocument {
  readonly _id: string;
  readonly n: number;
  readonly media: readonly string[];
}

/** Files looked at in one page of those that nothing shows. */
const scanned = 200;

export class MongoMedia implements MediaFiles, MediaUses {
  readonly #db: Connection;
  readonly #media;
  readonly #shown;

  constructor(db: Connection) {
    this.#db = db;
    this.#media = db.collection<MediaDocument>('media');
    this.#shown = db.collection<ShownDocument>('media_shown');
  }

  byId(id: string): Promise<MediaFile | undefined> {
    return this.#db.run(async () => {
      const found = await this.#media.findOne({ _id: id });
      return found ? toFile(found) : undefined;
    });
  }

  unread(limit: number): Promise<MediaFile[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      return (await this.#media.find({ read: false }).sort({ n: 1 }).limit(limit).toArray()).map(toFile);
    });
  }

  unused(before: number, limit: number): Promise<MediaFile[]> {
    return this.#db.run(async () => {
      const unused: MediaFile[] = [];
      for (let skip = 0; unused.length < limit; skip += scanned) {
        const old = this.#media.find({ uploadedAt: { $lt: before } }).sort({ uploadedAt: 1, n: 1 });
        const page = await old.skip(skip).limit(scanned).toArray();
        const showing = await this.#shown.find({ media: { $in: page.map(({ _id }) => _id) } }).toArray();
        const used = new Set(showing.flatMap(({ media }) => media));
        unused.push(...page.filter(({ _id }) => !used.has(_id)).map(toFile));
        if (page.length < scanned) break;
      }
      return unused.slice(0, limit);
    });
  }

  objectsShowing(mediaId: string): Promise<string[]> {
    return this.#db.run(async () => {
      const found = await this.#shown.find({ media: mediaId }).sort({ n: 1 }).toArray();
      return found.map(({ _id }) => _id);
    });
  }

  shownBy(object: string): Promise<string[]> {
    return this.#db.run(async () => [...((await this.#shown.findOne({ _id: object }))?.media ?? [])]);
  }

  /** What a file says is kept once it is known: a change of its description does not make it unread again. */
  async put({ sealedContent, ...file }: MediaFile, n: number, within: Within): Promise<void> {
    const known = sealedContent && { sealedContent, read: true };
    await this.#media.updateOne(
      { _id: file.id },
      {
        $set: { file, uploadedAt: file.uploadedAt, ...known },
        $setOnInsert: { n, ...(!known && { read: false }) },
      },
      { upsert: true, ...within },
    );
  }

  async remove(id: string, within: Within): Promise<void> {
    await this.#media.deleteOne({ _id: id }, within);
  }

  async show(object: string, media: readonly string[], n: number, within: Within): Promise<void> {
    if (media.length === 0) return void (await this.#shown.deleteOne({ _id: object }, within));
    await this.#shown.replaceOne({ _id: object }, { n, media: [...new Set(media)] }, { upsert: true, ...within });
  }
}

function toFile({ file, sealedContent }: MediaDocument): MediaFile {
  return sealedContent ? { ...file, sealedContent } : file;
}
