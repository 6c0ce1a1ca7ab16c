import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals what rests in the store and must not be read there: private keys and held drafts. */
export interface Keyring {
  /**
   * Encrypts `plain`, bound to `purpose` (such as a key id): it opens under the same purpose only, so that a row can't be
   * passed off as another.
   */
  sealSecret(plain: Uint8Array, purpose: string): Uint8Array;
  /** Throws `SecretNotOpened` where bytes, purpose or key differ from those of the sealing. */
  openSecret(sealed: Uint8Array, purpose: string): Uint8Array;
}

export class SecretNotOpened extends Error {
  constructor() {
    super(
      'a stored secret can not be opened: PORTICO_SECRET differs from the one it was sealed with, or it was altered',
    );
    this.name = 'SecretNotOpened';
  }
}

const format = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/** AES-256-GCM (NIST SP 800-38D) under a 32-byte key: format byte, 12-byte random nonce, 16-byte tag, ciphertext. */
export function createKeyring(key: Uint8Array): Keyring {
  return {
    sealSecret(plain, purpose) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(purpose, 'utf8'));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Uint8Array.of(format), nonce, cipher.getAuthTag(), body]);
    },
    openSecret(sealed, purpose) {
      if (sealed.length < headLength || sealed[0] !== format) throw new SecretNotOpened();
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength));
      const opened = decipher.update(sealed.subarray(headLength));
      try {
        return Buffer.concat([opened, decipher.final()]);
      } catch {
        throw new SecretNotOpened();
      }
    },
  };
}
