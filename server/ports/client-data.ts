import type { Json } from '../../policies/index.ts';

export interface ClientDatum {
  readonly key: string;
  readonly value: Json;
}

/** What clients keep here for an account or about a thing: markers, filters, lists, preferences, earlier versions. */
export interface ClientData {
  /** Absent also when it has expired. */
  get(owner: string, kind: string, key: string): Promise<Json | undefined>;
  /** By key. */
  all(owner: string, kind: string): Promise<ClientDatum[]>;
}

/** Kind of what `submission.key` remembers: by key of the author, the IRI that came of it. */
export const submissionKind = 'submission';

export type ClientDataChange =
  | {
      readonly change: 'clientData.put';
      /** IRI of an actor or of a thing. */
      readonly owner: string;
      readonly kind: string;
      readonly key: string;
      readonly value: Json;
      /** Milliseconds since the epoch. */
      readonly expiresAt?: number;
    }
  | { readonly change: 'clientData.remove'; readonly owner: string; readonly kind: string; readonly key: string }
  /** Everything of this owner. */
  | { readonly change: 'clientData.clear'; readonly owner: string };
