import { randomBytes } from 'node:crypto';
import { createKeyring, SecretNotOpened } from '../../../../server/config/keyring.ts';

const plain = Buffer.from('a private key, or a held draft');
const purpose = 'https://community.example/users/anna#main-key';

describe('a key ring', () => {
  const key = randomBytes(32);
  const ring = createKeyring(key);

  it('opens what it sealed', () => {
    expect(Buffer.from(ring.openSecret(ring.sealSecret(plain, purpose), purpose))).toEqual(plain);
  });

  it('opens an empty secret', () => {
    expect(ring.openSecret(ring.sealSecret(new Uint8Array(), purpose), purpose)).toHaveLength(0);
  });

  it('shows nothing of the secret, and seals it otherwise each time', () => {
    const sealed = Buffer.from(ring.sealSecret(plain, purpose));
    expect(sealed.includes(plain.subarray(0, 8))).toBe(false);
    expect(sealed).not.toEqual(Buffer.from(ring.sealSecret(plain, purpose)));
  });

  it('refuses a secret sealed for something else', () => {
    const sealed = ring.sealSecret(plain, purpose);
    expect(() => ring.openSecret(sealed, 'https://community.example/users/ben#main-key')).toThrow(SecretNotOpened);
  });

  it('refuses a secret sealed under another key', () => {
    const sealed = createKeyring(randomBytes(32)).sealSecret(plain, purpose);
    expect(() => ring.openSecret(sealed, purpose)).toThrow(SecretNotOpened);
  });

  it('refuses a secret of which any one bit was altered', () => {
    const sealed = Buffer.from(ring.sealSecret(plain, purpose));
    for (let byte = 0; byte < sealed.length; byte++) {
      const altered = Buffer.from(sealed);
      altered[byte] = (altered[byte] ?? 0) ^ 1;
      expect(() => ring.openSecret(altered, purpose)).toThrow(SecretNotOpened);
    }
  });

  it.each([0, 1, 28])('refuses a secret cut to %i bytes', (length) => {
    expect(() => ring.openSecret(ring.sealSecret(plain, purpose).subarray(0, length), purpose)).toThrow(
      SecretNotOpened,
    );
  });
});
