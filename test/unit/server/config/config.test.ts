import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shippedPolicies, toConfig } from '../../../../server/config/config.ts';
import { readEnv, variables } from '../../../../server/config/env.ts';

const cwd = resolve('/srv/portico');
const read = (source: Record<string, string>) => toConfig(readEnv(source), cwd);

function configOf(source: Record<string, string>) {
  const outcome = read(source);
  if (outcome.kind !== 'ok') throw new Error(outcome.problems.join('\n'));
  return outcome.config;
}

function problemsOf(source: Record<string, string>): readonly string[] {
  const outcome = read(source);
  return outcome.kind === 'invalid' ? outcome.problems : [];
}

describe('the configuration', () => {
  it('is an internal pilot on loopback when nothing is set', () => {
    expect(configOf({})).toEqual({
      origin: 'http://127.0.0.1:3000',
      host: '127.0.0.1',
      port: 3000,
      trustedProxies: [],
      dataFolder: resolve(cwd, 'data'),
      media: { kind: 'disk', folder: resolve(cwd, 'data/media') },
      ocrLanguages: ['eng'],
      store: { kind: 'sqlite', file: resolve(cwd, 'data/portico.sqlite') },
      role: 'all',
      federation: 'closed',
      allowedHosts: [],
      allowPrivateAddresses: false,
      push: false,
      integrityProofs: false,
      policyFolder: shippedPolicies,
      checkpoints: {},
      logLevel: 'info',
      warnings: ['PORTICO_ORIGIN is not set: this server can only be used from this machine'],
    });
  });

  it('takes every variable', () => {
    const config = configOf({
      PORTICO_ORIGIN: 'https://Community.Example/',
      PORTICO_HOST: '0.0.0.0',
      PORTICO_PORT: '8080',
      PORTICO_TRUSTED_PROXIES: 'loopback, 10.0.0.0/24 2001:db8::5',
      PORTICO_DATA: '/var/lib/portico',
      PORTICO_STORE: 'sqlite:posts.db',
      PORTICO_ROLE: 'web',
      PORTICO_FEDERATION: 'allowlist',
      PORTICO_ALLOWED_HOSTS: 'Partner.example, other.example:8443',
      PORTICO_POLICIES: 'policies',
      PORTICO_PUSH: 'off',
      PORTICO_INTEGRITY_PROOFS: 'verify',
      PORTICO_LEDGER_WEBHOOK: 'https://audit.example/checkpoints',
      PORTICO_LEDGER_MAIL: 'audit@corp.example',
      PORTICO_MAIL_FROM: 'portico@corp.example',
      PORTICO_SMTP: 'smtps://porter:word@mail.corp.example',
      PORTICO_LOG_LEVEL: 'warn',
    });
    expect(config).toEqual({
      origin: 'https://community.example',
      host: '0.0.0.0',
      port: 8080,
      trustedProxies: ['loopback', '10.0.0.0/24', '2001:db8::5'],
      dataFolder: resolve('/var/lib/portico'),
      media: { kind: 'disk', folder: resolve('/var/lib/portico/media') },
      ocrLanguages: ['eng'],
      store: { kind: 'sqlite', file: resolve('/var/lib/portico/posts.db') },
      role: 'web',
      federation: 'allowlist',
      allowedHosts: ['partner.example', 'other.example:8443'],
      allowPrivateAddresses: false,
      push: false,
      integrityProofs: true,
      policyFolder: resolve(cwd, 'policies'),
      checkpoints: {
        webhook: 'https://audit.example/checkpoints',
        mail: {
          from: 'portico@corp.example',
          to: 'audit@corp.example',
          relay: { host: 'mail.corp.example', port: 465, secure: true },
        },
      },
      logLevel: 'warn',
      warnings: [],
    });
  });

  it('has push messages on where something may leave at all', () => {
    expect(configOf({ PORTICO_FEDERATION: 'open' }).push).toBe(true);
    expect(configOf({ PORTICO_PUSH: 'on' }).push).toBe(true);
  });

  it.each([
    [{ PORTICO_PORT: '65536' }, 'PORTICO_PORT is `65536`: use a number from 0 to 65535'],
    [{ PORTICO_PORT: 'http' }, 'PORTICO_PORT is `http`: use a number from 0 to 65535'],
    [
      { PORTICO_TRUSTED_PROXIES: 'proxy' },
      'PORTICO_TRUSTED_PROXIES names `proxy`: use addresses such as `10.0.0.5` or `10.0.0.0/24`, `loopback` or `uniquelocal`',
    ],
    [{ PORTICO_PORT: '0' }, 'PORTICO_PORT is 0 (any free one): set PORTICO_ORIGIN as well'],
    [{ PORTICO_ROLE: 'both' }, 'PORTICO_ROLE is `both`: use `all`, `web` or `worker`'],
    [{ PORTICO_FEDERATION: 'yes' }, 'PORTICO_FEDERATION is `yes`: use `closed`, `allowlist` or `open`'],
    [
      { PORTICO_FEDERATION: 'allowlist' },
      'PORTICO_FEDERATION is `allowlist` and PORTICO_ALLOWED_HOSTS is empty: name the hosts, separated by commas',
    ],
    [
      { PORTICO_ALLOWED_HOSTS: 'https://partner.example' },
      'PORTICO_ALLOWED_HOSTS names `https://partner.example`: use host names such as `partner.example`',
    ],
    [
      { PORTICO_LOG_LEVEL: 'loud' },
      'PORTICO_LOG_LEVEL is `loud`: use `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
    ],
    [
      { PORTICO_LEDGER_WEBHOOK: 'http://audit.example/' },
      'PORTICO_LEDGER_WEBHOOK is not an address that takes checkpoints: use `https://…`, without a user name',
    ],
    [
      { PORTICO_LEDGER_MAIL: 'audit@corp.example', PORTICO_SMTP: 'smtp://mail.example' },
      'PORTICO_LEDGER_MAIL needs a sender: set PORTICO_MAIL_FROM to an address such as `portico@corp.example`',
    ],
    [
      { PORTICO_LEDGER_MAIL: 'audit@corp.example', PORTICO_MAIL_FROM: 'a@corp.example', PORTICO_SMTP: 'mail.example' },
      'PORTICO_LEDGER_MAIL needs a mail server: set PORTICO_SMTP to `smtps://<user>:<password>@<host>` or `smtp://…`',
    ],
    [{ PORTICO_PUSH: 'maybe' }, 'PORTICO_PUSH is `maybe`: use `on` or `off`'],
    [{ PORTICO_INTEGRITY_PROOFS: 'on' }, 'PORTICO_INTEGRITY_PROOFS is `on`: use `off` or `verify`'],
    [{ PORTICO_ALLOW_PRIVATE_ADDRESSES: 'maybe' }, 'PORTICO_ALLOW_PRIVATE_ADDRESSES is `maybe`: use 1 or 0'],
    [
      { PORTICO_STORE: 'postgres://user:pass@db' },
      'PORTICO_STORE is not an address of a store: use `sqlite:`, `sqlite:<file>` or `mongodb://…`',
    ],
    [
      { PORTICO_ORIGIN: 'community.example' },
      'PORTICO_ORIGIN is `community.example`: use scheme and host alone, such as `https://community.example`',
    ],
    [
      { PORTICO_ORIGIN: 'https://community.example/social' },
      'PORTICO_ORIGIN is `https://community.example/social`: use scheme and host alone, such as `https://community.example`',
    ],
    [
      { PORTICO_ORIGIN: 'https://me:hunter2@community.example' },
      'PORTICO_ORIGIN is `https://…@community.example`: use scheme and host alone, such as `https://community.example`',
    ],
    [
      { PORTICO_ORIGIN: 'http://community.example' },
      'PORTICO_ORIGIN is `http://community.example`: use https, http is for loopback only',
    ],
    [
      { PORTICO_ORIGIN: 'https://community.example', PORTICO_ALLOW_PRIVATE_ADDRESSES: '1' },
      'PORTICO_ALLOW_PRIVATE_ADDRESSES is for development: unset it, PORTICO_ORIGIN is `https://community.example`',
    ],
  ])('refuses %j with one line that says what to do', (source, problem) => {
    expect(problemsOf(source as Record<string, string>)).toEqual([problem]);
  });

  it('names all that is wrong at once', () => {
    expect(problemsOf({ PORTICO_PORT: 'x', PORTICO_ROLE: 'y' })).toHaveLength(2);
  });

  it.each([
    'http://127.0.0.1:3000',
    'http://localhost',
    'http://[::1]:9',
    'https://localhost:8443',
    'http://portico:3000',
  ])('lets federation use private addresses when the origin is %s', (origin) => {
    expect(configOf({ PORTICO_ORIGIN: origin, PORTICO_ALLOW_PRIVATE_ADDRESSES: '1' }).allowPrivateAddresses).toBe(true);
  });

  it('points at a variable that is misspelt', () => {
    const { warnings } = configOf({ PORTICO_ORIGIN: 'https://a.example', PORTICO_FEDERATON: 'open' });
    expect(warnings).toEqual(['PORTICO_FEDERATON is not a variable of Portico: see docs/running.md for their names']);
  });

  it('keeps the address of a MongoDB, which may hold a password, out of what may be printed', () => {
    const config = configOf({ PORTICO_STORE: 'mongodb://user:hunter2@db/portico' });
    expect(config.store).toEqual({ kind: 'mongodb' });
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });

  it('is described whole in docs/running.md', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/running.md'), 'utf8');
    expect(variables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
