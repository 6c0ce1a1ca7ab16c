import type { OwnedKey } from './owned-key.ts';

/** Keys that are ready for use, the least recently used going first; bounded by number and by the size of their actors. */
export class KeyCache {
  readonly #entries = new Map<string, { owned: OwnedKey; characters: number }>();
  readonly #entriesMax: number;
  readonly #charactersMax: number;
  #characters = 0;

  constructor(entriesMax: number, charactersMax: number) {
    this.#entriesMax = entriesMax;
    this.#charactersMax = charactersMax;
  }

  get(keyId: string): OwnedKey | undefined {
    const entry = this.#entries.get(keyId);
    if (!entry) return undefined;
    this.#entries.delete(keyId);
    this.#entries.set(keyId, entry);
    return entry.owned;
  }

  set(owned: OwnedKey): void {
    this.delete(owned.keyId);
    const characters = JSON.stringify(owned.actor).length;
    this.#entries.set(owned.keyId, { owned, characters });
    this.#characters += characters;
    for (const keyId of this.#entries.keys()) {
      if (this.#entries.size <= this.#entriesMax && this.#characters <= this.#charactersMax) return;
      this.delete(keyId);
    }
  }

  delete(keyId: string): void {
    this.#characters -= this.#entries.get(keyId)?.characters ?? 0;
    this.#entries.delete(keyId);
  }
}
