/** An app that people may let act for them (RFC 6749 §2). */
export interface ClientRecord {
  readonly id: string;
  readonly name: string;
  readonly website?: string;
  /** Exactly one of these is named in every authorization request (RFC 9700 §2.1). */
  readonly redirectUris: readonly string[];
  /** The most that it may ask for, parted by spaces. */
  readonly scope: string;
  /** SHA-256 of its secret, in hex. */
  readonly secretHash: string;
  readonly createdAt: number;
}

export interface Clients {
  byId(id: string): Promise<ClientRecord | undefined>;
}

/** An authorization code that was handed out (RFC 6749 §4.1.2); the code itself is never stored. */
export interface CodeRecord {
  /** SHA-256 of the code, in hex. */
  readonly hash: string;
  readonly clientId: string;
  readonly actorId: string;
  readonly scope: string;
  readonly redirectUri: string;
  /** S256 challenge (RFC 7636 §4.2), where the client sent one. */
  readonly challenge?: string;
  readonly expiresAt: number;
}

export interface Codes {
  /**
   * Uses a code up, in one atomic step: `jti` is the token that it is exchanged for. For a code that was used before,
   * `usedFor` is the token of that time and stays as it was.
   */
  redeem(hash: string, jti: string): Promise<{ readonly code: CodeRecord; readonly usedFor?: string } | undefined>;
  /** Forgets the codes that had expired by then, in milliseconds since the epoch: to show one again tells nothing any more. */
  forget(expiredBefore: number): Promise<void>;
}

export interface Credentials {
  /** The account's password hash in PHC form. */
  ofActor(actorId: string): Promise<string | undefined>;
}
