import { hash } from 'node:crypto';
import type { Outcome } from '../model/verdict.ts';
import type { OutsideZone } from '../model/zone.ts';

const proofOfGate: unique symbol = Symbol('policies/gate');
const minted = new WeakSet<Release>();

/** What a release states about its bytes. */
export interface Statement {
  /** Random id of this release. */
  readonly id: string;
  /** IRI of the thing rendered. */
  readonly subject: string;
  readonly zone: OutsideZone;
  /** Actor in whose name it leaves. */
  readonly actor: string;
  readonly outcome: Outcome;
  readonly setVersion: string;
  /** Milliseconds since the epoch. */
  readonly decidedAt: number;
}

/**
 * Bytes that the gate has let out, for one zone, under one decision.
 *
 * Only `mint` makes one, and whoever puts bytes on a wire calls `Release.assert` first. Class and prototype are frozen,
 * so that no module can exchange a getter or the assertion. Guards against mistakes and stray modules, not against
 * hostile code that runs in this process before it.
 */
export class Release {
  readonly #statement: Statement;
  readonly #bytes: Uint8Array;
  readonly #digest: string;

  constructor(proof: typeof proofOfGate, statement: Statement, bytes: Uint8Array) {
    if (proof !== proofOfGate || new.target !== Release) throw new TypeError('a release is made by the gate only');
    const { id, subject, zone, actor, outcome, setVersion, decidedAt } = statement;
    this.#statement = { id, subject, zone, actor, outcome, setVersion, decidedAt };
    this.#bytes = new Uint8Array(bytes);
    this.#digest = hash('sha256', this.#bytes, 'base64');
    minted.add(this);
    Object.freeze(this);
  }

  get id(): string {
    return this.#statement.id;
  }

  get subject(): string {
    return this.#statement.subject;
  }

  get zone(): OutsideZone {
    return this.#statement.zone;
  }

  /** A copy. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#bytes);
  }

  /** SHA-256 of the bytes, base64. */
  get digest(): string {
    return this.#digest;
  }

  get actor(): string {
    return this.#statement.actor;
  }

  get outcome(): Outcome {
    return this.#statement.outcome;
  }

  get setVersion(): string {
    return this.#statement.setVersion;
  }

  get decidedAt(): number {
    return this.#statement.decidedAt;
  }

  /** Throws a TypeError for anything that the gate did not make. */
  static assert(value: unknown): asserts value is Release {
    if (typeof value !== 'object' || value === null || !minted.has(value as Release)) {
      throw new TypeError('not a release of the gate');
    }
  }
}
Object.freeze(Release.prototype);
Object.freeze(Release);

/** Makes a release. Called where the gate has decided on a document or the files that it shows, and where it opens its own seal. */
export function mint(statement: Statement, bytes: Uint8Array): Release {
  return new Release(proofOfGate, statement, bytes);
}
