import type { JsonObject } from '../../policies/index.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { Fetched } from './fetched.ts';
import { sameOrigin } from './origins.ts';
import { isActor } from './owned-key.ts';
import type { RemoteActors } from './remote-actors.ts';

/** Object integrity proofs (FEP-8b32): what says that a document is its actor's, whoever brings it. */
export interface IntegrityProofs {
  /**
   * Whether the document carries a proof by a key of this actor that holds for all of it, made lately. What the document
   * and the network say comes back as `false`; rejects where the store of actors does.
   */
  holds(document: JsonObject, actor: string): Promise<boolean>;
}

export interface ProofParts {
  readonly fetchDocument: (url: string) => Promise<Fetched>;
  readonly actors: Pick<RemoteActors, 'put'>;
  readonly clock: () => number;
  /** How far `created` may be from our clock, to either side: a proof never ends by itself. */
  readonly window: number;
}

/** Actors whose keys are kept ready, and for how long. */
const actorsMost = 1_000;
const actorMs = 15 * 60_000;

/** Proofs of the cryptosuite `eddsa-jcs-2022`, by Fedify, which is handed the one key and can load nothing. */
export function createIntegrityProofs({ fetchDocument, actors, clock, window }: ProofParts): IntegrityProofs {
  const ready = new ExpiringMap<JsonObject>(actorsMost, clock);

  async function actorAt(id: string): Promise<JsonObject | undefined> {
    const known = ready.get(id);
    if (known) return known;
    const fetched = await fetchDocument(id);
    if (fetched.kind !== 'document' || fetched.document['id'] !== id || !isActor(fetched.document)) return undefined;
    ready.set(id, fetched.document, actorMs);
    return fetched.document;
  }

  return {
    async holds(document, actor) {
      const { proof } = document;
      if (!isObject(proof)) return false;
      const { created, verificationMethod: method } = proof;
      if (typeof created !== 'string' || typeof method !== 'string' || !sameOrigin(method, actor)) return false;
      // A date that is none is not within it either.
      if (!(Math.abs(clock() - Date.parse(created)) <= window)) return false;
      const owner = await actorAt(actor);
      const key = keyOf(owner, method);
      if (!owner || key === undefined) return false;
      if (!(await verified(document, proof, { id: method, actor, key }).catch(() => false))) return false;
      // Only now: whoever can't prove anything must not decide what is stored here.
      return actors.put(actor, owner, clock());
    },
  };
}

/** The key that the actor's own document lists under exactly this id for speaking in its name. */
function keyOf(actor: JsonObject | undefined, id: string): string | undefined {
  const listed = [actor?.['assertionMethod'] ?? []].flat().filter((item) => isObject(item) && item['id'] === id);
  const [key, another] = listed;
  if (!isObject(key) || another !== undefined || key['controller'] !== actor?.['id']) return undefined;
  return typeof key['publicKeyMultibase'] === 'string' ? key['publicKeyMultibase'] : undefined;
}

interface AssertionKey {
  readonly id: string;
  readonly actor: string;
  /** Multibase. */
  readonly key: string;
}

async function verified(document: JsonObject, proof: JsonObject, { id, actor, key }: AssertionKey): Promise<boolean> {
  // Loaded by the first proof: the package takes a quarter of a second and many megabytes.
  const [{ verifyProof }, vocabulary, { importMultibaseKey, preloadedContexts }] = await Promise.all([
    import('@fedify/fedify/sig'),
    import('@fedify/fedify/vocab'),
    import('@fedify/vocab-runtime'),
  ]);
  const contextLoader = (url: string) => {
    const context = preloadedContexts[url];
    if (context === undefined) return Promise.reject(new Error('no context is loaded to verify a proof'));
    return Promise.resolve({ contextUrl: null, documentUrl: url, document: context });
  };
  const documentLoader = () => Promise.reject(new Error('no document is loaded to verify a proof'));
  const read = await vocabulary.DataIntegrityProof.fromJsonLd(
    { ...proof, '@context': 'https://w3id.org/security/data-integrity/v1' },
    { contextLoader, documentLoader },
  );
  const publicKey = await importMultibaseKey(key);
  const method = new vocabulary.Multikey({ id: new URL(id), controller: new URL(actor), publicKey });
  const keyCache = { get: () => Promise.resolve(method), set: () => Promise.resolve() };
  return (await verifyProof(document, read, { contextLoader, documentLoader, keyCache })) !== null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
