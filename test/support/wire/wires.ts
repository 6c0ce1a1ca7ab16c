import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createWire, type RemoteActors, type Wire, type WireOptions } from '../../../federation/wire/index.ts';
import type { JsonObject } from '../../../policies/index.ts';

/** An RSA key pair, made once per test process: making one takes longer than most tests. */
export const keyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const otherKeyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const ourOrigin = 'https://corp.example';
/** 23 November 2026, noon UTC. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A clock that stands until it is moved. */
export class Clock {
  at = noon;
  readonly now = (): number => this.at;

  advance(milliseconds: number): void {
    this.at += milliseconds;
  }
}

/** Remote actors in memory: what the composition root keeps in its store. */
export class KnownActors implements RemoteActors {
  readonly documents = new Map<string, JsonObject>();

  get(id: string): Promise<JsonObject | undefined> {
    return Promise.resolve(this.documents.get(id));
  }

  put(id: string, document: JsonObject): Promise<boolean> {
    this.documents.set(id, document);
    return Promise.resolve(true);
  }
}

/** A wire on loopback: every name leads to 127.0.0.1. */
export function loopbackWire(options: Partial<WireOptions> = {}): Wire {
  return createWire({
    origin: ourOrigin,
    allowPrivateAddresses: true,
    userAgent: 'Portico',
    clock: () => noon,
    actors: new KnownActors(),
    keys: { keyOf: (actorId) => Promise.resolve({ keyId: `${actorId}#main-key`, privateKey: keyPair.privateKey }) },
    resolver: () => Promise.resolve(['127.0.0.1']),
    ...options,
  });
}

export function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'spki', format: 'pem' }));
}

/** An actor document with its key, as most servers write it. */
export function actorAt(id: string, changes: Record<string, unknown> = {}): JsonObject {
  return JSON.parse(
    JSON.stringify({
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id,
      type: 'Person',
      inbox: `${id}/inbox`,
      publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: pemOf(keyPair.publicKey) },
      ...changes,
    }),
  );
}
