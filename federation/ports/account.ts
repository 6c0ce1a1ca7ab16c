export type AccountKind = 'employee' | 'corporate' | 'community' | 'service';

/** A local account: who it is for us; its ActivityPub actor is a node in `Nodes`. */
export interface Account {
  /** Lower-case user name, unique. */
  readonly name: string;
  readonly actorId: string;
  readonly kind: AccountKind;
  readonly display: string;
  readonly roles: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface Accounts {
  byName(name: string): Promise<Account | undefined>;
  byActor(actorId: string): Promise<Account | undefined>;
  /** Every account, by name. */
  all(): Promise<Account[]>;
}

/** The signing key of a local actor. The private part is sealed (encrypted at rest) by the server's key ring. */
export interface ActorKey {
  /** `<actor>#main-key`. */
  readonly keyId: string;
  readonly actorId: string;
  readonly publicKeyPem: string;
  readonly sealedPrivateKey: Uint8Array;
}

export interface ActorKeys {
  ofActor(actorId: string): Promise<ActorKey | undefined>;
}
