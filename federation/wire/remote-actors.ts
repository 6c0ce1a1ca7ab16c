import type { JsonObject } from '../../policies/index.ts';

/**
 * Where fetched remote actors are kept. What is put was served at exactly its own `id`, so whoever gets it may trust
 * that it is that actor's document as of `fetchedAt`.
 */
export interface RemoteActors {
  get(id: string): Promise<JsonObject | undefined>;
  /** False for a document that can't be read as an actor's. `fetchedAt` in milliseconds since the epoch. */
  put(id: string, document: JsonObject, fetchedAt: number): Promise<boolean>;
}
