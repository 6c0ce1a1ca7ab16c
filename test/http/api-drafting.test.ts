import sharp from 'sharp';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let edda: ApiClient;
let audrey: ApiClient;
let version: string;

const osprey = (pattern: string) =>
  [
    'policy: osprey',
    'title: Osprey plans',
    `match: { pattern: '${pattern}' }`,
    'action: hold',
    'examples:',
    '  - { text: "we launch OSPREY-1", expect: hold }',
    '  - { text: "we saw an osprey", expect: allow }',
    '',
  ].join('\n');

beforeAll(async () => {
  acme = await Organisation.start();
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  audrey = new ApiClient(acme.origin, (await acme.person('audrey', { roles: ['auditor', 'admin'] })).token);
  const files = {
    'osprey.yaml': osprey('OSPREY-[0-9]+'),
    'cards.yaml': 'policy: cards\nmatch: { entity: payment-card }\naction: block\n',
  };
  const { body } = await edda.post('/policy-sets', { files, message: 'first' });
  version = String(body['version']);
});

afterAll(() => acme.stop());

describe('a draft of a policy set', () => {
  it('is tried on a text, with where each policy finds what', async () => {
    const text = 'soon: OSPREY-77, paid with 4111 1111 1111 1111';
    const { status, body } = await edda.post('/policy-sets/try', { from: version, files: {}, text });
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'tried', outcome: 'block' });
    const reasons = body['reasons'] as { policy: string; findings: { start: number; end: number }[] }[];
    const found = reasons.map(({ policy, findings }) => [policy, findings.map((f) => text.slice(f.start, f.end))]);
    expect(found).toEqual([
      ['cards', ['4111 1111 1111 1111']],
      ['osprey', ['OSPREY-77']],
    ]);
  });

  it('is tried on a picture, with what is read in it', async () => {
    const words = '<text x="20" y="70" font-size="44" font-family="DejaVu Sans">Project OSPREY-77 plan</text>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="110"><rect width="640" height="110" fill="#fff"/>${words}</svg>`;
    const content = (await sharp(Buffer.from(svg)).png().toBuffer()).toString('base64');
    const asked = { from: version, files: {}, text: 'look', file: { name: 'plan.png', content } };
    const { body } = await edda.post('/policy-sets/try', asked);
    expect(body).toMatchObject({ kind: 'tried', outcome: 'hold', reasons: [{ policy: 'osprey' }] });
    const [{ findings }] = body['reasons'] as [{ findings: { field: string; start: number; end: number }[] }];
    const read = body['read'] as { field: string; text: string }[];
    const said = read.find(({ field }) => field === findings[0]?.field)?.text ?? '';
    expect(said.slice(findings[0]?.start, findings[0]?.end)).toBe('OSPREY-77');
  });

  it('takes changed files in the place of those of the version, and leaves out those that are null', async () => {
    const files = { 'osprey.yaml': osprey('OSPREY'), 'cards.yaml': null };
    const { body } = await edda.post('/policy-sets/try', { from: version, files, text: 'OSPREY, 4111 1111 1111 1111' });
    expect(body).toMatchObject({ outcome: 'hold', reasons: [{ policy: 'osprey' }] });
  });

  it('is checked with what came of every example', async () => {
    const files = { 'osprey.yaml': osprey('(?i)OSPREY') };
    const { body } = await edda.post('/policy-sets/check', { from: version, files });
    expect(body['problems']).toMatchObject([{ file: 'osprey.yaml', line: 7 }]);
    expect(body['examples']).toMatchObject([
      { policy: 'osprey', text: 'we launch OSPREY-1', expect: 'hold', passes: true },
      { policy: 'osprey', text: 'we saw an osprey', expect: 'allow', passes: false, got: 'hold' },
    ]);
  });

  it('says where it is wrong, and then of no example whether it passes', async () => {
    const { body } = await edda.post('/policy-sets/check', { files: { 'osprey.yaml': `acton: hold\n${osprey('x')}` } });
    expect(body['problems']).toMatchObject([
      { file: 'osprey.yaml', line: 1, message: expect.stringContaining('acton') },
    ]);
    expect(body['examples']).toEqual([
      expect.not.objectContaining({ passes: expect.anything() }),
      expect.not.objectContaining({ passes: expect.anything() }),
    ]);
  });

  it('becomes a version by its changes alone', async () => {
    const files = { 'osprey.yaml': osprey('OSPREY-[0-9]{2,}').replace('OSPREY-1', 'OSPREY-12') };
    const { status, body } = await edda.post('/policy-sets', { from: version, files, message: 'two digits' });
    expect(status).toBe(201);
    const kept = await edda.get(`/policy-sets/${body['version']}`);
    expect(Object.keys(kept.body['files'] as object).sort()).toEqual(['cards.yaml', 'osprey.yaml']);
  });

  it('is refused where the version that it builds on is not there', async () => {
    expect((await edda.post('/policy-sets/check', { from: 'ffffffffffff', files: {} })).status).toBe(404);
  });

  it('is completed with the keys that the schema knows at a place', async () => {
    const { body } = await edda.get('/policy-completions?path=match.near');
    expect((body['keys'] as { key: string }[]).map(({ key }) => key)).toContain('words');
  });
});

describe('the overview', () => {
  it('counts what was decided by day, by policy and by zone, without a word of it', async () => {
    const anna = await acme.person('anna');
    await anna.post({ type: 'Note', content: 'lunch by the river', to: [asPublic] });
    const { status, body } = await audrey.get('/overview');
    expect(status).toBe(200);
    expect(body['days']).toHaveLength(14);
    expect(body['waiting']).toMatchObject({ more: false });
    expect(body['zones']).toEqual([{ zone: 'public', outcomes: { allow: expect.any(Number) } }]);
  });
});

describe('the people', () => {
  it('are listed with their roles and tokens, which an administrator ends', async () => {
    const otto = await acme.person('otto', { roles: ['reviewer'] });
    const { body } = await audrey.get('/people');
    expect(body['people']).toContainEqual(expect.objectContaining({ name: 'otto', roles: ['reviewer'] }));
    expect((await audrey.get('/people/otto/tokens')).body['tokens']).toHaveLength(1);
    expect((await audrey.post('/people/otto/sign-out')).body).toEqual({ revoked: 1 });
    expect((await new ApiClient(acme.origin, otto.token).get('/holds')).status).toBe(401);
  });

  it('are no business of a policy editor', async () => {
    expect((await edda.get('/people')).status).toBe(403);
    expect((await edda.post('/people/otto/sign-out')).status).toBe(403);
  });
});
