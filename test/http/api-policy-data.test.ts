import { docxOf } from '../support/files/office.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let edda: ApiClient;
let audrey: ApiClient;
let version: string;

const secret = 'the works council hears of the new site in the second week of May, and nobody before them';
const policies = {
  'names.yaml': 'policy: names\ntitle: Names\nmatch: { terms: code-names }\naction: hold\n',
  'board.yaml':
    'policy: board\ntitle: Board\nmatch: { any: [{ document: deck }, { records: customers }] }\naction: block\n',
  'dictionaries/code-names.txt': '# internal\nOsprey\nNightjar\n',
  'documents/deck/deck.txt': secret,
  'records/customers.csv': 'number*,town\nKD-77120,Bergen\n',
};

const file = (name: string, content: string | Uint8Array) => ({
  name,
  content: Buffer.from(content).toString('base64'),
});

beforeAll(async () => {
  acme = await Organisation.start();
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  audrey = new ApiClient(acme.origin, (await acme.person('audrey', { roles: ['auditor'] })).token);
  const pushed = await edda.post('/policy-sets', { files: policies, message: 'first' });
  version = String(pushed.body['version']);
});

afterAll(() => acme.stop());

interface Listed {
  readonly kind: string;
  readonly name: string;
  readonly bytes: number;
  readonly entries?: number;
  readonly usedBy: readonly string[];
  readonly owner: string;
  readonly refreshedAt: number;
}

async function dataOf(of: string): Promise<Listed[]> {
  const { status, body } = await audrey.get(`/policy-data?version=${of}`);
  expect(status).toBe(200);
  return body['sets'] as Listed[];
}

describe('the data of policies', () => {
  it('is listed with its size, who handed it in, since when, and who looks for it', async () => {
    const owner = `${acme.origin}/users/edda`;
    const sets = await dataOf(version);
    expect(sets).toHaveLength(3);
    expect(sets).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'dictionaries', name: 'code-names', entries: 2, usedBy: ['names'], owner }),
        expect.objectContaining({ kind: 'documents', name: 'deck', usedBy: ['board'], owner }),
        expect.objectContaining({ kind: 'records', name: 'customers', usedBy: ['board'], owner }),
      ]),
    );
    expect(JSON.stringify(sets)).not.toMatch(/Osprey|KD-77120|council/);
    const { body } = await audrey.get('/policy-data');
    expect(body['sets']).toContainEqual(expect.objectContaining({ name: 'project-codenames', owner: 'operator' }));
  });

  it('is replaced by an upload, as a version that is not in force; what stays keeps its owner and its age', async () => {
    const other = new ApiClient(acme.origin, (await acme.person('enzo', { roles: ['policy-editor'] })).token);
    const files = [file('code-names.txt', 'Osprey\nNightjar\nKestrel\n')];
    const { status, body } = await other.post('/policy-data', {
      from: version,
      kind: 'dictionaries',
      name: 'code-names',
      files,
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { added: true } });
    const [before, after] = [await dataOf(version), await dataOf(String(body['version']))];
    const named = (sets: Listed[], name: string) => sets.find((one) => one.name === name)!;
    expect(named(after, 'code-names')).toMatchObject({ entries: 3, owner: `${acme.origin}/users/enzo` });
    expect(named(after, 'deck')).toEqual(named(before, 'deck'));
    const text = 'the Kestrel flies';
    const tried = await edda.post('/policy-sets/try', { from: body['version'], files: {}, text });
    expect(tried.body).toMatchObject({ outcome: 'hold' });
    expect((await edda.post('/policy-sets/try', { from: version, files: {}, text })).body).toMatchObject({
      outcome: 'allow',
    });
  });

  it('is hashed as it comes: of an office document and of records nothing is kept in the clear', async () => {
    const deck = [file('deck 2.docx', docxOf([[`${secret}, says the board of Acme in Bergen`]]))];
    const put = await edda.post('/policy-data', { from: version, kind: 'documents', name: 'deck', files: deck });
    expect(put.status).toBe(201);
    const customers = [file('export.CSV', 'number*,town\nKD-99001,Oslo\n')];
    const last = await edda.post('/policy-data', {
      from: put.body['version'],
      kind: 'records',
      name: 'customers',
      files: customers,
    });
    expect(last.status).toBe(201);
    const kept = JSON.stringify((await edda.get(`/policy-sets/${last.body['version']}`)).body);
    expect(kept).not.toMatch(/council|KD-99001|Oslo/);
    const asked = { from: last.body['version'], files: {}, text: 'KD-99001 of Oslo wants it' };
    expect((await edda.post('/policy-sets/try', asked)).body).toMatchObject({ outcome: 'block' });
  });

  it.each([
    [
      'a dictionary that is none',
      'dictionaries',
      file('names.docx', docxOf([['Osprey']])),
      'a dictionary is a text file',
    ],
    ['text that is not UTF-8', 'dictionaries', file('names.txt', Uint8Array.of(0xff, 0xfe, 0xfd)), 'is not UTF-8'],
    ['records without a table', 'records', file('customers.xlsx', 'x'), 'comma-separated values'],
    [
      'a document with a password',
      'documents',
      file('plan.docx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0))),
      'protected by a password',
    ],
    ['a picture that is none', 'pictures', file('logo.png', 'not at all'), 'no picture'],
    ['what is too large', 'dictionaries', file('names.txt', new Uint8Array(33 * 1024 * 1024).fill(97)), 'larger than'],
  ])('is refused by name: %s', async (_what, kind, upload, words) => {
    const { status, body } = await edda.post('/policy-data', { from: version, kind, name: 'fresh', files: [upload] });
    expect(status).toBe(422);
    expect(body['problems']).toMatchObject([{ file: upload.name, message: expect.stringContaining(words) }]);
    expect(body['detail']).toContain(upload.name);
  });

  it('is taken away where no policy looks for it, by an editor of policies', async () => {
    const asked = { from: version, kind: 'dictionaries', name: 'code-names' };
    expect((await edda.post('/policy-data/remove', asked)).status).toBe(422);
    expect((await audrey.post('/policy-data/remove', asked)).status).toBe(403);
    const upload = { from: version, kind: 'dictionaries', name: 'spare', files: [file('a.txt', 'Heron\n')] };
    const { body } = await edda.post('/policy-data', upload);
    const gone = await edda.post('/policy-data/remove', { ...asked, from: body['version'], name: 'spare' });
    expect(gone.body).toMatchObject({ version });
    expect((await edda.post('/policy-data/remove', { ...asked, name: 'nowhere' })).status).toBe(404);
  });
});
