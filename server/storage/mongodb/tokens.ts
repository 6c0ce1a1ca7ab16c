import type { TokenRecord, Tokens } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface TokenDocument extends Omit<TokenRecord, 'jti' | 'actorId'> {
  readonly _id: string;
  readonly actor: string;
}

export class MongoTokens implements Tokens {
  readonly #db: Connection;
  readonly #tokens;

  constructor(db: Connection) {
    this.#db = db;
    this.#tokens = db.collection<TokenDocument>('tokens');
  }

  byId(jti: string): Promise<TokenRecord | undefined> {
    return this.#db.run(async () => {
      const found = await this.#tokens.findOne({ _id: jti });
      return found ? toToken(found) : undefined;
    });
  }

  ofActor(actorId: string): Promise<TokenRecord[]> {
    return this.#db.run(async () => {
      const found = await this.#tokens.find({ actor: actorId }).sort({ issuedAt: -1, _id: 1 }).toArray();
      return found.map(toToken);
    });
  }

  async put({ jti, actorId, ...rest }: TokenRecord, within: Within): Promise<void> {
    await this.#tokens.replaceOne({ _id: jti }, { actor: actorId, ...rest }, { upsert: true, ...within });
  }
}

function toToken({ _id, actor, ...rest }: TokenDocument): TokenRecord {
  return { jti: _id, actorId: actor, ...rest };
}
