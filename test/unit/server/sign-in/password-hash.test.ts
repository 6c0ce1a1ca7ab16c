import { hashPassword, passwordFits } from '../../../../server/sign-in/password-hash.ts';

describe('a password hash', () => {
  it('fits its password alone, and differs each time', async () => {
    const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await passwordFits('correct horse', first)).toBe(true);
    expect(await passwordFits('Correct horse', first)).toBe(false);
  });

  it('takes the same letters typed another way, and nothing for a hash that is none', async () => {
    expect(await passwordFits('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
    for (const hash of ['', '$argon2id$', 'plain']) expect(await passwordFits('plain', hash)).toBe(false);
  });
});
