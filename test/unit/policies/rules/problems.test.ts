import { detectors } from '../../../../policies/detectors/index.ts';
import { compilePolicySet } from '../../../../policies/index.ts';

interface Row {
  readonly what: string;
  readonly text: string;
  /** `line:column` and a part of the message. */
  readonly at: string;
  readonly says: string;
  readonly hint?: string;
}

const rest = 'match: { entity: email }\naction: hold\n';

const broken: readonly Row[] = [
  { what: 'an empty file', text: '', at: '1:1', says: 'a policy is a mapping of keys, not nothing' },
  { what: 'a list', text: '- policy: x\n', at: '1:1', says: 'a policy is a mapping of keys, not a list' },
  { what: 'YAML that ends early', text: 'policy: x\nmatch: [\n', at: '3:1', says: 'not valid YAML' },
  { what: 'a tab for indentation', text: 'policy: x\nmatch:\n\tentity: email\n', at: '3:1', says: 'not valid YAML' },
  { what: 'a key that stands twice', text: `policy: x\n${rest}action: block\n`, at: '4:1', says: 'unique' },
  { what: 'two documents in one file', text: `policy: x\n${rest}---\npolicy: y\n`, at: '4:1', says: 'not valid YAML' },
  { what: 'an unknown tag', text: `policy: !secret x\n${rest}`, at: '1:9', says: 'tag' },
  {
    what: 'aliases that unfold without end',
    text: `a: &a [x, x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]\n`,
    at: '1:1',
    says: 'aliases',
  },
  { what: 'no id', text: rest, at: '1:1', says: '`policy` is missing' },
  { what: 'no action', text: 'policy: x\nmatch: { entity: email }\n', at: '1:1', says: '`action` is missing' },
  { what: 'no match', text: 'policy: x\naction: hold\n', at: '1:1', says: '`match` is missing' },
  { what: 'an id with capitals', text: `policy: Card Data\n${rest}`, at: '1:9', says: "`policy` can't be `Card Data`" },
  { what: "the gate's own id", text: `policy: gate\n${rest}`, at: '1:9', says: "`policy` can't be `gate`" },
  {
    what: 'a misspelt key',
    text: 'policy: x\nmatch:\n  entity: email\n  confidense: high\naction: hold\n',
    at: '4:3',
    says: 'unknown key `confidense`',
    hint: 'did you mean `confidence`?',
  },
  {
    what: 'a misspelt key at the top',
    text: `policy: x\nexcept: { roles: [a] }\n${rest}`,
    at: '2:1',
    says: 'unknown key `except`',
  },
  {
    what: 'an unknown action',
    text: 'policy: x\nmatch: { entity: email }\naction: blok\n',
    at: '3:9',
    says: '`action` is allow, advise, disclose, redact, downgrade, confirm, hold, block, not `blok`',
    hint: 'did you mean `block`?',
  },
  {
    what: 'an unknown mode',
    text: `policy: x\nmode: shadow\n${rest}`,
    at: '2:7',
    says: '`mode` is enforce, observe, off',
  },
  {
    what: 'an unknown band',
    text: 'policy: x\nmatch: { entity: email, confidence: 0.8 }\naction: hold\n',
    at: '2:37',
    says: '`confidence` is low, medium, high',
  },
  {
    what: 'a zone that is none',
    text: `policy: x\nscope: { to: [internal] }\n${rest}`,
    at: '2:15',
    says: "`to` can't be `internal`",
  },
  { what: 'a scope without zones', text: `policy: x\nscope: { to: [] }\n${rest}`, at: '2:14', says: '`to` is empty' },
  {
    what: 'one zone where a list is meant',
    text: `policy: x\nscope: { to: public }\n${rest}`,
    at: '2:14',
    says: '`to` is a list, not text',
    hint: 'write it as `[…]`',
  },
  {
    what: 'a clause without a matcher',
    text: 'policy: x\nmatch: { count: 3 }\naction: hold\n',
    at: '2:8',
    says: 'a clause without a matcher',
  },
  {
    what: 'two matchers in one clause',
    text: 'policy: x\nmatch: { entity: email, pattern: a }\naction: hold\n',
    at: '2:8',
    says: "`entity` and `pattern` can't stand in one clause",
  },
  { what: 'an empty group', text: 'policy: x\nmatch: { any: [] }\naction: hold\n', at: '2:15', says: '`any` is empty' },
  {
    what: 'a count on a group',
    text: 'policy: x\nmatch: { any: [{ entity: email }], count: 3 }\naction: hold\n',
    at: '2:36',
    says: '`count` goes with a matcher, not with a group',
  },
  {
    what: 'a count of nothing',
    text: 'policy: x\nmatch: { entity: email, count: 0 }\naction: hold\n',
    at: '2:32',
    says: '`count` is at least 1',
  },
  {
    what: 'an unknown entity',
    text: 'policy: x\nmatch: { entity: payment-crd }\naction: hold\n',
    at: '2:18',
    says: 'unknown entity `payment-crd`',
    hint: 'did you mean `payment-card`?',
  },
  {
    what: 'an unknown entity in a list',
    text: 'policy: x\nmatch: { entity: [email, fax] }\naction: hold\n',
    at: '2:26',
    says: 'unknown entity `fax`',
  },
  {
    what: 'an unknown dictionary',
    text: 'policy: x\nmatch: { terms: nams }\naction: hold\n',
    at: '2:17',
    says: 'unknown dictionary `nams`',
    hint: 'did you mean `names`?',
  },
  {
    what: 'an unknown data set',
    text: 'policy: x\nmatch: { records: clints, fields: 2 }\naction: hold\n',
    at: '2:19',
    says: 'unknown data set `clints`',
    hint: 'did you mean `clients`?',
  },
  {
    what: 'more fields than a data set has',
    text: 'policy: x\nmatch: { records: clients, fields: 3 }\naction: hold\n',
    at: '2:36',
    says: 'this can never match: `clients` has 2 columns',
  },
  {
    what: 'fields of something else',
    text: 'policy: x\nmatch: { terms: names, fields: 3 }\naction: hold\n',
    at: '2:8',
    says: '`fields` goes with `records`',
  },
  {
    what: 'no field at all',
    text: 'policy: x\nmatch: { records: clients, fields: 0 }\naction: hold\n',
    at: '2:36',
    says: '`fields` is at least 1',
  },
  {
    what: 'an unknown document',
    text: 'policy: x\nmatch: { any: [{ document: budget, containment: 0.2 }] }\naction: hold\n',
    at: '2:28',
    says: 'unknown document `budget`',
    hint: 'add files under `documents/budget/`',
  },
  {
    what: 'more than all of a document',
    text: 'policy: x\nmatch: { document: deck, containment: 20 }\naction: hold\n',
    at: '2:39',
    says: '`containment` is at most 1',
  },
  {
    what: 'an exception that takes all records away',
    text: 'policy: x\nmatch: { records: clients, fields: 2, unless: [{ records: clients }] }\naction: hold\n',
    at: '2:8',
    says: 'this can never match',
  },
  {
    what: 'an exception that takes all of a document away',
    text: 'policy: x\nmatch: { document: deck, unless: [{ document: deck, containment: 0.1 }] }\naction: hold\n',
    at: '2:8',
    says: 'this can never match',
  },
  {
    what: 'an unknown data set in an exception',
    text: 'policy: x\nmatch: { entity: email, unless: [{ records: crm }] }\naction: hold\n',
    at: '2:45',
    says: 'unknown data set `crm`',
    hint: 'add `records/crm.csv`',
  },
  {
    what: 'a pattern with an open group',
    text: "policy: x\nmatch: { pattern: 'a(b' }\naction: hold\n",
    at: '2:19',
    says: 'the pattern goes wrong',
  },
  {
    what: 'a pattern that looks ahead',
    text: "policy: x\nmatch: { pattern: 'a(?=b)' }\naction: hold\n",
    at: '2:19',
    says: 'the pattern goes wrong',
  },
  {
    what: 'a pattern that refers back',
    text: "policy: x\nmatch: { pattern: '(a)\\1' }\naction: hold\n",
    at: '2:19',
    says: 'the pattern goes wrong',
  },
  {
    what: 'a pattern that nothing can escape',
    text: "policy: x\nmatch: { pattern: 'a*' }\naction: hold\n",
    at: '2:19',
    says: 'goes wrong at character 1',
  },
  {
    what: 'words that are missing',
    text: 'policy: x\nmatch: { entity: email, near: { within: 20 } }\naction: hold\n',
    at: '2:31',
    says: '`near` names nothing',
  },
  {
    what: 'an exception that takes everything',
    text: 'policy: x\nmatch: { entity: email, unless: [{ entity: [email, phone] }] }\naction: hold\n',
    at: '2:8',
    says: 'this can never match',
  },
  {
    what: 'an exception further out that takes everything',
    text: "policy: x\nmatch:\n  any:\n    - pattern: 'ACME-[0-9]+'\n  unless:\n    - pattern: 'ACME-[0-9]+'\naction: hold\n",
    at: '4:7',
    says: 'this can never match',
  },
  {
    what: 'an example that is a number',
    text: `policy: x\n${rest}examples:\n  - text: 4111111111111111\n    expect: allow\n`,
    at: '5:11',
    says: '`text` is text, not a number',
    hint: 'put it in quotes',
  },
  {
    what: 'an example that fails',
    text: `policy: x\n${rest}examples:\n  - text: hello\n    expect: allow\n  - text: hello\n    expect: hold\n`,
    at: '7:5',
    says: 'example 2 of `x` fails: expected hold, got allow',
  },
];

describe('a broken policy file', () => {
  it.each(broken)('is refused for $what', ({ text, at, says, hint }) => {
    const result = compilePolicySet({
      'some-policy.yaml': text,
      'dictionaries/names.txt': 'Nightjar\n',
      'records/clients.csv': 'number*,name\nKD-100,Nora\n',
      'documents/deck/board.txt': 'The board resolved on Tuesday to sell the northern division.',
    });
    const problems = result.ok ? [] : result.problems;
    const found = problems.find(({ message }) => message.includes(says));
    expect(problems).toContain(found);
    expect(`${found?.file} ${found?.line}:${found?.column}`).toBe(`some-policy.yaml ${at}`);
    if (hint !== undefined) expect(found?.hint).toBe(hint);
  });

  it('is refused for an entity that nothing finds', () => {
    const files = { 'x.yaml': 'policy: x\nmatch: { entity: passport }\naction: hold\n' };
    const result = compilePolicySet(files, { detectors: detectors.filter(({ name }) => name !== 'passport') });
    expect(result.ok ? [] : result.problems).toContainEqual(
      expect.objectContaining({ line: 2, column: 18, message: expect.stringContaining('`passport` can never match') }),
    );
  });

  it('is told all its mistakes at once, each place once, in the order of its lines', () => {
    const result = compilePolicySet({ 'x.yaml': 'policy: X\nmode: on\nmatch: { count: 0 }\nacton: hold\n' });
    expect(result.ok ? [] : result.problems.map(({ line, column }) => `${line}:${column}`)).toEqual([
      '1:1',
      '1:9',
      '2:7',
      '3:8',
      '3:17',
      '4:1',
    ]);
  });

  it('keeps the good files from being compiled without it', () => {
    const good = `policy: x\n${rest}`;
    expect(compilePolicySet({ 'x.yaml': good }).ok).toBe(true);
    expect(compilePolicySet({ 'x.yaml': good, 'y.yaml': 'policy: [' }).ok).toBe(false);
  });
});

describe('a broken policy folder', () => {
  const good = `policy: x\n${rest}`;
  it.each([
    ['is empty', {}, '', 'no policy in the folder'],
    ['holds dictionaries alone', { 'dictionaries/names.txt': 'a b' }, '', 'no policy in the folder'],
    ['has an empty dictionary', { 'x.yaml': good, 'dictionaries/n.txt': ' \n\n' }, 'dictionaries/n.txt', 'empty'],
    ['has two policies of one id', { 'x.yaml': good, 'y.yaml': good }, 'y.yaml', 'the id `x` is taken by `x.yaml`'],
    ['has a policy with another ending', { 'x.yaml': good, 'y.yml': good }, 'y.yml', 'would not be read'],
    ['has a policy further down', { 'x.yaml': good, 'eu/y.yaml': good }, 'eu/y.yaml', 'would not be read'],
    [
      'has a dictionary of another form',
      { 'x.yaml': good, 'dictionaries/n.csv': 'a' },
      'dictionaries/n.csv',
      'would not',
    ],
  ])('is refused where it %s', (_, files, file, says) => {
    const result = compilePolicySet(files);
    expect(result.ok ? [] : result.problems).toEqual([
      expect.objectContaining({ file, line: expect.any(Number), message: expect.stringContaining(says) }),
    ]);
  });

  it('is warned of what has no effect', () => {
    const approval = 'approval: { tiers: 1 }\n';
    const result = compilePolicySet({
      'x.yaml': `policy: x\nmatch: { entity: email }\naction: block\n${approval}`,
      'dictionaries/unused.txt': 'a word\n',
      'records/crm.csv': 'name*,town\nNora Nilsen,Bergen\n',
      'documents/deck/board.txt': 'The board resolved on Tuesday to sell the northern division.',
      'README.md': '# ours',
    });
    expect(result.ok ? result.warnings.map(({ file, message }) => `${file}: ${message}`) : []).toEqual([
      'dictionaries/unused.txt: no policy uses this dictionary',
      'documents/deck: no policy uses this document',
      'records/crm.csv: no policy uses this data set',
      'x.yaml: the policy has no examples',
      'x.yaml: `approval` matters only where the action is hold',
    ]);
  });
});
