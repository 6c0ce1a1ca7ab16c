import { parseScope } from '../../../../server/auth/scopes.ts';

describe('a list of scopes', () => {
  it.each([
    ['read write', 'read write'],
    ['write  read write', 'read write'],
    ['read:accounts', 'read:accounts'],
    ['push follow', 'follow push'],
  ])('%j becomes %j', (given, scope) => {
    expect(parseScope(given)).toBe(scope);
  });

  it.each(['', ' ', 'admin', 'read,write', 'read\nwrite', 'READ', 'read:'])('refuses %j', (given) => {
    expect(parseScope(given)).toBeUndefined();
  });
});
