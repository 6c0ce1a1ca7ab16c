import { detectAll, type Match } from '../../../../policies/detectors/index.ts';
import { gitleaksDetector } from '../../../../policies/detectors/secret/gitleaks/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';

const file = String.raw`
title = "rules of Acme"

[allowlist]
description = "for everyone"
regexes = ['''acme_0{8}''']
stopwords = ["sample"]

[[rules]]
id = "acme-key"
description = "keys of Acme"
regex = '''\b(acme_[a-z0-9]{8})(?:[\s"';]|$)'''
keywords = ["ACME_"]

[[rules]]
id = "acme-pin"
regex = '''(?i)pin\s*(=|:)\s*([a-z0-9]{6,12})'''
secretGroup = 2
entropy = 2.5
[[rules.allowlists]]
regexTarget = "line"
regexes = ['''^# ''']
[[rules.allowlists]]
condition = "AND"
regexTarget = "match"
regexes = ['''PIN''']
stopwords = ["tour"]
[[rules.allowlists]]
paths = ['''test/''']

[[rules]]
id = "key-files"
path = '''\.pem$'''
`;

const made = gitleaksDetector(file);
const found = (text: string, kind: 'text' | 'html' = 'text'): Match[] =>
  made.kind === 'detector' ? detectAll(inspectText(text, kind), undefined, [made.detector]) : [];

/** What is found, as `scheme: text`. */
const told = (text: string): string[] =>
  found(text).map(({ scheme, start, end }) => `${scheme}: ${text.slice(start, end)}`);

const problems = (text: string) => {
  const result = gitleaksDetector(text);
  return result.kind === 'problems' ? result.problems : [];
};

describe('a gitleaks-format rule file', () => {
  it.each([
    ['the first group that took part', 'use acme_7k3m9q2x now', ['acme-key: acme_7k3m9q2x']],
    ['the group that is named', 'PIN = 9a8b7c6d', ['acme-pin: 9a8b7c6d']],
    ['every hit', 'acme_7k3m9q2x acme_8k3m9q2x', ['acme-key: acme_7k3m9q2x', 'acme-key: acme_8k3m9q2x']],
    ['a hit in spite of its directive', 'acme_7k3m9q2x # gitleaks:allow', ['acme-key: acme_7k3m9q2x']],
  ])('finds %s', (_, text, expected) => expect(told(text)).toEqual(expected));

  it.each([
    ['the entropy is too low', 'pin = aaaaaaaa'],
    ['a pattern for everyone allows it', 'use acme_00000000 now'],
    ['a stop word allows it', 'pin = sample9a8b'],
    ['its line is allowed', '# pin = 9a8b7c6d'],
    ['pattern and stop word are both there', 'PIN = 9tour8b7c'],
    ['no keyword is there', 'pins: acm'],
  ])('finds nothing where %s', (_, text) => expect(told(text)).toEqual([]));

  it('needs pattern and stop word where a list asks for both', () => {
    expect(told('pin = 9tour8b7c')).toEqual(['acme-pin: 9tour8b7c']);
  });

  it('reads every view of a text', () => {
    const [match] = found('<p>acme_7k<b>3m</b>9q2x</p>', 'html');
    expect(match).toMatchObject({ entity: 'secret', scheme: 'acme-key', start: 3, end: 23 });
    expect(found(`see ${Buffer.from('use acme_7k3m9q2x now').toString('base64')}`)).toHaveLength(1);
  });

  it.each([
    ['[[rules]\nid = 1', 'not TOML', 1],
    ['title = "x"', 'the file has no rules', 1],
    ['[[rules]]\nregex = "a"', 'a rule has no `id`', 1],
    ['[[rules]]\nid = "look-ahead"\nregex = "a(?=b)"', 'rule `look-ahead`: the regular expression is not RE2', 2],
    ['[[rules]]\nid = "empty"\nregex = "a*"', 'rule `empty`: the regular expression matches the empty text', 2],
    ['[extend]\nuseDefault = true', '`extend` is not followed', 1],
  ])('is refused for %j', (text, message, line) => {
    expect(problems(text)).toEqual([expect.objectContaining({ line, message: expect.stringContaining(message) })]);
  });
});
