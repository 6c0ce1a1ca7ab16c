import { createHash } from 'node:crypto';
import { auditor, type Canaries, colleague, type Sighting } from './canaries.ts';

/** Bytes that reached somebody outside. */
export interface Recording {
  /** A host that is known by its deliveries and signatures; `anyone` for who did not say. */
  readonly receiver: string;
  /** What it was, such as `GET /users/:name as anonymous`. */
  readonly what: string;
  readonly bytes: Buffer;
  /** What its receiver said to get it, and so knew before. */
  readonly asked?: string;
}

export interface Body extends Recording {
  /** Of an answer; of a request 0. */
  readonly status: number;
}

export interface Leak {
  readonly kind:
    | 'canary'
    | 'id'
    | 'bytes'
    | 'no-receipt'
    | 'unrecorded'
    | 'never-arrived'
    | 'open-stream'
    | 'interference';
  readonly what: string;
  readonly detail: string;
}

/** Receivers who know ids of what is inside. */
const insiders = [colleague, auditor];

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Everything that was recorded outside, and what is not to be found in it. */
export class Evidence {
  readonly #canaries: Canaries;
  readonly #scanned = new Set<string>();
  readonly #leaks = new Map<string, Leak>();
  readonly #arrived = new Set<string>();
  readonly #readInside = new Set<string>();
  readonly #takenBack = new Set<string>();
  readonly #seenIds = new Map<string, string>();
  readonly #bodies = new Map<string, Body>();
  readonly #secretIds = new Map<string, string>();
  readonly #secretBytes = new Map<string, string>();
  bytes = 0;
  recordings = 0;

  constructor(canaries: Canaries) {
    this.#canaries = canaries;
  }

  /** What went over a socket; searched at once, the same bytes to the same receiver once. */
  record(recording: Recording): void {
    const { receiver, bytes } = recording;
    this.bytes += bytes.length;
    this.recordings += 1;
    const key = `${receiver} ${digestOf(bytes)}`;
    if (this.#scanned.has(key)) return;
    this.#scanned.add(key);
    const known = recording.asked?.toLowerCase() ?? '';
    for (const sighting of this.#canaries.find(bytes)) {
      if (!sighting.canary || !known.includes(sighting.canary.text)) this.#judge(sighting, recording);
    }
    if (insiders.includes(receiver)) return;
    for (const [id] of bytes.toString('latin1').toLowerCase().matchAll(uuid)) {
      if (!this.#seenIds.has(id) && !known.includes(id)) this.#seenIds.set(id, recording.what);
    }
  }

  /** A whole body, out of its transfer and content codings. */
  recordBody(body: Body): void {
    this.record(body);
    const digest = digestOf(body.bytes);
    if (body.bytes.length > 0 && !this.#bodies.has(digest)) this.#bodies.set(digest, body);
  }

  /** An id that nobody outside may ever see, and what has it. */
  keepSecret(text: string, place: string): void {
    for (const [id] of text.toLowerCase().matchAll(uuid)) this.#secretIds.set(id, place);
  }

  /** It became known on purpose. */
  disclose(text: string): void {
    for (const [id] of text.toLowerCase().matchAll(uuid)) this.#secretIds.delete(id);
  }

  keepBytesSecret(bytes: Buffer, place: string): void {
    this.#secretBytes.set(digestOf(bytes), place);
  }

  /** From here on nobody outside may be given these texts, which everybody could read. */
  takeBack(texts: Iterable<string>): void {
    for (const text of texts) this.#takenBack.add(text);
    // What was read before may be read again, and is a leak then.
    this.#scanned.clear();
  }

  /** Texts of canaries that somebody outside got. */
  get arrived(): ReadonlySet<string> {
    return this.#arrived;
  }

  /** How many different canaries the colleague who looks around has read. */
  get readInside(): number {
    return this.#readInside.size;
  }

  /** By SHA-256 in base64. */
  get bodies(): ReadonlyMap<string, Body> {
    return this.#bodies;
  }

  leaks(): Leak[] {
    const ids = [...this.#seenIds].flatMap(([id, what]): Leak[] => {
      const place = this.#secretIds.get(id);
      return place === undefined ? [] : [{ kind: 'id', what, detail: `the id ${id} of ${place}` }];
    });
    const bytes = [...this.#bodies].flatMap(([digest, { what }]): Leak[] => {
      const place = this.#secretBytes.get(digest);
      return place === undefined ? [] : [{ kind: 'bytes', what, detail: `the bytes of ${place}` }];
    });
    return [...this.#leaks.values(), ...ids, ...bytes];
  }

  #judge(sighting: Sighting, { receiver, what }: Recording): void {
    const { canary, zone, encoding } = sighting;
    const inside = insiders.includes(receiver);
    if (canary) (inside ? this.#readInside : this.#arrived).add(canary.text);
    const takenBack = !inside && canary !== undefined && this.#takenBack.has(canary.text);
    if (!takenBack && this.#canaries.mayReach(sighting, receiver)) return;
    const detail = `${zone} ${canary?.place ?? 'text'}, ${encoding}${takenBack ? ', which was taken back' : ''}`;
    this.#leaks.set(what + detail, { kind: 'canary', what, detail });
  }
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
