import { generateKeyPairSync, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { type BearerTokens, createBearerTokens } from '../../../../server/auth/tokens.ts';
import type { ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';

const origin = 'https://community.example';
const actorId = `${origin}/users/anna`;
const key = randomBytes(32);
const secret = Buffer.from(key);
const year = 365 * 24 * 60 * 60 * 1000;

let now: number;
let store: ServerStore;
let tokens: BearerTokens;
let issued: string;
/** Claims of the issued token, to be forged upon. */
let claims: jwt.JwtPayload;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 12);
  const clock = () => now;
  store = await openSqliteStore({ file: ':memory:', clock });
  tokens = createBearerTokens({ origin, key, tokens: store.tokens, commits: store.commits, clock });
  issued = await tokens.issueToken({ actorId, scope: 'read write' });
  claims = jwt.decode(issued, { json: true }) ?? {};
});
afterEach(() => store.close());

const refusal = (reason: string) => ({ kind: 'refused', status: 401, reason });
const foreign = refusal('this token is not one of this server');
const sign = (payload: object, options: jwt.SignOptions = {}, by: jwt.Secret = secret) =>
  jwt.sign(payload, by, { algorithm: 'HS256', ...options });
const verify = (token: string) => tokens.verifyBearer(`Bearer ${token}`);

function without(name: string): object {
  const { [name]: _left, ...rest } = claims;
  return rest;
}

describe('bearer tokens', () => {
  it('tell whose they are and what they may do', async () => {
    expect(await verify(issued)).toEqual({ kind: 'authenticated', actorId, scope: 'read write', jti: claims.jti });
  });

  it('that were shown before end at their time, and at once when they are revoked', async () => {
    const other = await tokens.issueToken({ actorId, scope: 'read', lifetimeMs: 60_000 });
    expect(await verify(other)).toMatchObject({ kind: 'authenticated' });
    expect(await verify(issued)).toMatchObject({ kind: 'authenticated' });
    now += 60_000;
    expect(await verify(other)).toEqual(refusal('this token has expired: ask for another one'));
    await tokens.revoke(String(claims.jti));
    expect(await verify(issued)).toEqual(refusal('this token was revoked: ask for another one'));
  });

  it('are taken whatever the case of the scheme', async () => {
    expect(await tokens.verifyBearer(`bearer  ${issued}`)).toMatchObject({ kind: 'authenticated' });
  });

  it('forged from a whole token by the same key are whole: the forgeries below fail for their one fault', async () => {
    expect(await verify(sign(claims))).toMatchObject({ kind: 'authenticated' });
  });

  it('are refused when there is none', async () => {
    expect(await tokens.verifyBearer(undefined)).toEqual(refusal('this needs a bearer token'));
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Basic YW5uYTpwdw==',
    'Bearer a.b',
    'Bearer a.b.c d.e.f',
    'Bearer a.b.c, Bearer d.e.f',
    `Bearer ${'a'.repeat(5000)}.b.c`,
  ])('are refused when the header is %s', async (header) => {
    expect(await tokens.verifyBearer(header)).toEqual(
      refusal('the `Authorization` header is not a bearer token of this server'),
    );
  });

  it.each(['exp', 'aud', 'iss', 'sub', 'jti'])('case 80: are refused without `%s`', async (name) => {
    expect(await verify(sign(without(name)))).toEqual(foreign);
  });

  it.each([
    ['aud', 'https://other.example'],
    ['iss', 'https://other.example'],
    ['jti', 'unknown'],
    ['sub', `${origin}/users/ben`],
  ])('are refused with another `%s`', async (name, value) => {
    expect(await verify(sign({ ...claims, [name]: value }))).toEqual(foreign);
  });

  it('case 80: are refused without a signature', async () => {
    const unsigned = jwt.sign(claims, '', { algorithm: 'none' });
    expect(await verify(`${unsigned}x`)).toEqual(foreign);
    const [head, body] = unsigned.split('.');
    expect(await verify(`${head}.${body}.${issued.split('.')[2]}`)).toEqual(foreign);
  });

  it.each(['HS384', 'HS512'] as const)(
    'case 80: are refused when signed with %s by the same key',
    async (algorithm) => {
      expect(await verify(sign(claims, { algorithm }))).toEqual(foreign);
    },
  );

  it('case 80: are refused when signed with a public-key algorithm', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    expect(await verify(sign(claims, { algorithm: 'RS256' }, pem))).toEqual(foreign);
  });

  it('are refused when signed with another key', async () => {
    expect(await verify(sign(claims, {}, randomBytes(32)))).toEqual(foreign);
  });

  it.each(['../../../../dev/null', 'https://evil.example/key', 'main'])(
    'are refused when they name a key: %s',
    async (kid) => {
      expect(await verify(sign(claims, { keyid: kid }))).toEqual(foreign);
    },
  );

  it('are refused when one bit of them was altered', async () => {
    for (const part of [0, 1, 2]) {
      const parts = issued.split('.');
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      bytes[4] = (bytes[4] ?? 0) ^ 1;
      parts[part] = bytes.toString('base64url');
      expect(await verify(parts.join('.'))).toEqual(foreign);
    }
  });

  it('stop at once when they are revoked', async () => {
    const record = await store.tokens.byId(claims.jti ?? '');
    if (!record) throw new Error('an issued token is remembered');
    await store.commits.commit([{ change: 'token.put', token: { ...record, revokedAt: now } }]);
    expect(await verify(issued)).toEqual(refusal('this token was revoked: ask for another one'));
  });

  it('end after a year', async () => {
    now += year - 1000;
    expect(await verify(issued)).toMatchObject({ kind: 'authenticated' });
    now += 1000;
    expect(await verify(issued)).toEqual(refusal('this token has expired: ask for another one'));
  });

  it('end when the store says so, whatever they claim', async () => {
    now += year;
    expect(await verify(sign({ ...claims, exp: (claims.exp ?? 0) + 1000 }))).toEqual(
      refusal('this token has expired: ask for another one'),
    );
  });

  it('have the scope that the store remembers, not one that they claim', async () => {
    expect(await verify(sign({ ...claims, scope: 'admin' }))).toMatchObject({ scope: 'read write' });
  });

  it('are nowhere in the store', async () => {
    const record = await store.tokens.byId(claims.jti ?? '');
    expect(JSON.stringify(record)).not.toContain(issued.split('.')[2]);
  });

  it('of another server with another key are refused', async () => {
    const other = createBearerTokens({
      origin: 'https://other.example',
      key: randomBytes(32),
      tokens: store.tokens,
      commits: store.commits,
      clock: () => now,
    });
    expect(await verify(await other.issueToken({ actorId, scope: 'read' }))).toEqual(foreign);
  });
});
