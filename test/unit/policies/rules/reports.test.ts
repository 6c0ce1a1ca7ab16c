import { compilePolicySet, type Problem } from '../../../../policies/index.ts';
import { policy } from './compiled.ts';

interface Report {
  readonly ok: boolean;
  readonly said: readonly Problem[];
}

function check(files: Readonly<Record<string, string>>, at?: number): Report {
  const result = compilePolicySet(files, at === undefined ? {} : { at });
  return { ok: result.ok, said: result.ok ? result.warnings : result.problems };
}

const own = (rest: string, match = "{ pattern: 'A1' }", action = 'block') => ({
  'x.yaml': policy('x', match, action, rest),
  'dictionaries/names.txt': 'Nightjar\n',
});
const place = ({ file, line, column }: Problem): string => `${file}:${line}:${column}`;

describe('a policy that can never match is refused', () => {
  it.each([
    ['scope: { from: 2026-12-01, until: 2026-11-01 }', 'x.yaml:4:35', 'ends before it begins'],
    ['scope: { from: 2026-02-30 }', 'x.yaml:4:16', 'no such moment'],
    ['scope: { hours: { zone: Europe/Brelin } }', 'x.yaml:4:25', 'unknown time zone'],
    ['scope: { hours: { from: "09:00", to: "09:00", zone: UTC } }', 'x.yaml:4:17', 'end when they begin'],
    ['scope: { roles: [press], except: { roles: [press] } }', 'x.yaml:4:43', 'all of its `roles` are excepted'],
    ['scope: { actors: [a, b], except: { actors: [b, a] } }', 'x.yaml:4:44', 'all of its `actors` are excepted'],
    ['scope: { hours: { from: "9:00", zone: UTC } }', 'x.yaml:4:25', "can't be `9:00`"],
    ['scope: { hours: { from: "09:00" } }', 'x.yaml:4:17', '`zone` is missing'],
    ['scope: { partner: acme }', 'x.yaml:4:10', 'unknown key `partner`'],
    ['guidance: { english: x }', 'x.yaml:4:13', 'unknown key `english`'],
  ])('%s', (rest, at, message) => {
    const { ok, said } = check(own(`${rest}\n`));
    expect(ok).toBe(false);
    const [problem] = said;
    expect(problem?.message).toContain(message);
    expect(problem && place(problem)).toBe(at);
  });

  it('says which time zone was meant', () => {
    expect(check(own('scope: { hours: { zone: Europe/Brelin } }\n')).said[0]?.hint).toBe(
      'did you mean `Europe/Berlin`?',
    );
  });

  it.each([
    ['{ terms: names, near: { terms: nmaes } }', 'unknown dictionary `nmaes`'],
    ['{ terms: names, near: { entity: emial } }', 'unknown entity `emial`'],
    ["{ pattern: 'A1', where: anywhere }", '`where` goes with `terms`'],
  ])('for what stands in %s', (match, message) => {
    expect(check(own('', match)).said[0]?.message).toContain(message);
  });

  it('for a disclosure without a line', () => {
    expect(check(own('', "{ pattern: 'A1' }", 'disclose')).said[0]?.message).toContain('no line to add');
  });
});

describe('a policy that is hardly meant is warned of', () => {
  it.each([
    ["{ pattern: '.' }", '', 'x.yaml:2:8', 'always matches'],
    ["{ any: [{ entity: email }, { pattern: '\\w|\\pL' }] }", '', 'x.yaml:2:8', 'always matches'],
    ["{ pattern: '.*secret' }", '', 'x.yaml:2:19', 'is slow'],
    ["{ pattern: '(?i)(?:.*)secret' }", '', 'x.yaml:2:19', 'is slow'],
    ["{ pattern: '([a-z]{20}[0-9]{30}){15}' }", '', 'x.yaml:2:19', 'is slow'],
    ['{ terms: names, count: 2 }', '', 'x.yaml:2:31', '`names` has 1 term'],
    ['{ any: [{ entity: [email, phone] }, { entity: phone }] }', '', 'x.yaml:2:44', 'item 1 of this `any` matches all'],
    ['{ any: [{ terms: names }, { terms: names }] }', '', 'x.yaml:2:34', 'item 1 of this `any` matches all'],
    ["{ pattern: 'A1' }", 'scope: { activities: [Crete] }', 'x.yaml:4:23', 'unknown activity type `Crete`'],
    ["{ pattern: 'A1' }", 'redaction: mask', 'x.yaml:4:12', 'only where the action is redact'],
    ["{ pattern: 'A1' }", 'approval: { tiers: 2 }', 'x.yaml:4:11', 'only where the action is hold'],
    ["{ pattern: 'A1' }", 'scope: { until: 2026-01-01 }', 'x.yaml:4:17', 'its time is over'],
  ])('%s %s', (match, rest, at, message) => {
    const { ok, said } = check(own(`${rest}\n`, match), Date.UTC(2026, 10, 23));
    expect(ok).toBe(true);
    expect(said.filter((one) => one.message.includes(message)).map(place)).toEqual([at]);
  });
});

describe('a policy in the shadow of another', () => {
  const other = (match: string, action: string, rest = '') => policy('other', match, action, rest);
  const shadows = (files: Readonly<Record<string, string>>) =>
    check(files)
      .said.filter(({ message }) => message.includes('changes nothing'))
      .map(({ file }) => file);

  it.each([
    ['a stricter one', '{ entity: email }', 'hold', '', ['x.yaml']],
    ['one of more kinds', '{ entity: [email, phone] }', 'block', '', ['x.yaml']],
    ['one of its alternatives', '{ any: [{ entity: email }, { entity: phone }] }', 'block', '', ['x.yaml']],
    ['the same one', '{ entity: email }', 'advise', '', ['x.yaml']],
    ['a milder one', '{ entity: email }', 'allow', '', ['a.yaml']],
    ['one that wants more', '{ entity: email, count: 3 }', 'block', '', []],
    ['one that is surer', '{ entity: email, confidence: high }', 'block', '', []],
    ['one that excuses', '{ entity: email, unless: [{ terms: names }] }', 'block', '', []],
    ['one that only watches', '{ entity: email }', 'block', 'mode: observe\n', []],
    ['one that looks elsewhere', '{ entity: email }', 'block', 'scope: { to: [public] }\n', []],
    ['one for some', '{ entity: email }', 'block', 'scope: { roles: [employee] }\n', []],
  ])('of %s', (_, match, action, rest, expected) => {
    const files = {
      'a.yaml': other(match, action, rest),
      'x.yaml': policy('x', '{ entity: email }', 'advise'),
      'dictionaries/names.txt': 'Nightjar\n',
    };
    expect(shadows(files)).toEqual(expected);
  });

  it('is none where each adds its own line', () => {
    const line = (text: string) => `disclosure: ${text}\n`;
    const files = {
      'a.yaml': policy('a', '{ entity: email }', 'disclose', line('One.')),
      'b.yaml': policy('b', '{ entity: email }', 'disclose', line('Two.')),
    };
    expect(shadows(files)).toEqual([]);
    expect(shadows({ ...files, 'c.yaml': policy('c', '{ entity: email }', 'disclose', line('One.')) })).toEqual([
      'c.yaml',
    ]);
  });
});
