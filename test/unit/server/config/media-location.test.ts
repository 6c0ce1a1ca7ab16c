import { toConfig } from '../../../../server/config/config.ts';
import { readEnv } from '../../../../server/config/env.ts';
import { toSecrets } from '../../../../server/config/secrets.ts';

const configure = (env: Readonly<Record<string, string>>) =>
  toConfig(readEnv({ PORTICO_ORIGIN: 'https://acme.example', PORTICO_DATA: '/data', ...env }), '/');

describe('PORTICO_MEDIA', () => {
  it.each([
    [undefined, { kind: 'disk', folder: '/data/media' }],
    ['file:', { kind: 'disk', folder: '/data/media' }],
    ['file:/volume/files', { kind: 'disk', folder: '/volume/files' }],
    [
      's3:https://s3.example/acme-media?region=eu-west-1',
      { kind: 's3', endpoint: 'https://s3.example', bucket: 'acme-media', region: 'eu-west-1' },
    ],
    [
      's3:https://s3.example:9000/acme',
      { kind: 's3', endpoint: 'https://s3.example:9000', bucket: 'acme', region: 'us-east-1' },
    ],
  ])('%s says where files rest', (given, media) => {
    const configured = configure(given === undefined ? {} : { PORTICO_MEDIA: given });
    expect(configured).toMatchObject({ kind: 'ok', config: { media } });
  });

  it.each([
    's3:http://s3.example/acme',
    's3:https://key:secret@s3.example/acme',
    's3:https://s3.example/',
    's3:https://s3.example/a/b',
    'ftp://x',
    's3:',
  ])('%s is refused with what to write', (given) => {
    const configured = configure({ PORTICO_MEDIA: given });
    expect(configured).toEqual({ kind: 'invalid', problems: [expect.stringMatching(/^PORTICO_MEDIA .*use `file:/)] });
  });

  it('wants the keys of an object store', () => {
    const given = { PORTICO_MEDIA: 's3:https://s3.example/acme', PORTICO_SECRET: 'x'.repeat(64) };
    const configured = configure(given);
    if (configured.kind !== 'ok') throw new Error('the configuration is right');
    const keys = { PORTICO_MEDIA_KEY_ID: 'id', PORTICO_MEDIA_SECRET: 'secret' };
    expect(toSecrets(readEnv(given), configured.config)).toEqual({
      kind: 'invalid',
      problem: expect.stringContaining('PORTICO_MEDIA_KEY_ID'),
    });
    const found = toSecrets(readEnv({ ...given, ...keys }), configured.config);
    if (found.kind !== 'ok') throw new Error('the keys are there');
    expect(found.secrets.media).toEqual({ keyId: 'id', secret: 'secret' });
    expect(JSON.stringify(found.secrets)).toBe('{}');
  });
});
