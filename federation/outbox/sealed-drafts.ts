import type { JsonObject } from '../../policies/index.ts';
import type { Sealing } from '../federation.ts';

/** Held drafts as bytes that only this server reads. */
export function createDrafts({ keyrings: { holds } }: { readonly keyrings: { readonly holds: Sealing } }) {
  return {
    seal: (draft: JsonObject, holdId: string) =>
      holds.sealSecret(new TextEncoder().encode(JSON.stringify(draft)), holdId),
    open: (sealed: Uint8Array, holdId: string) =>
      JSON.parse(new TextDecoder().decode(holds.openSecret(sealed, holdId))) as JsonObject,
  };
}
