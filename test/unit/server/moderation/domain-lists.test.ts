import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DomainRule } from '../../../../federation/ports/index.ts';
import type { ListEntry, ListKind } from '../../../../server/moderation/domain-lists/entry.ts';
import { parseList } from '../../../../server/moderation/domain-lists/parse.ts';
import { planLists, type ReadList } from '../../../../server/moderation/domain-lists/plan.ts';
import { writeList } from '../../../../server/moderation/domain-lists/write.ts';
import type { Subscription } from '../../../../server/ports/index.ts';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/domain-lists', name), 'utf8');

function parsed(name: string, kind: ListKind = 'block') {
  const list = parseList(fixture(name), kind);
  if (typeof list === 'string') throw new Error(list);
  const said = list.entries.map(({ domain, severity, rejectMedia }) => [domain, severity, rejectMedia]);
  return { said, skipped: list.skipped.map(({ domain }) => domain), entries: list.entries };
}

describe('a list of domains is read', () => {
  it('from the CSV of Mastodon', () => {
    const { said, skipped, entries } = parsed('mastodon-blocks.csv');
    expect(said).toEqual([
      ['worst.example', 'suspend', true],
      ['loud.example', 'silence', false],
      ['pictures.example', 'noop', true],
    ]);
    expect(skipped).toEqual(['nothing.example', 'b*d.example']);
    expect(entries[0]).toMatchObject({ publicComment: 'harassment, every day', rejectReports: true, obfuscate: false });
  });

  it('from the CSV of allowed domains, with names in punycode', () => {
    expect(parsed('mastodon-allows.csv', 'allow').said).toEqual([
      ['partner.example', 'allow', false],
      ['xn--bcher-kva.example', 'allow', false],
    ]);
  });

  it.each([
    ['mastodon-instance.json', ['suspend', 'silence'], ['b*d.example']],
    ['mastodon-admin.json', ['suspend'], []],
    ['gotosocial-blocks.json', ['suspend', 'silence', 'suspend'], []],
    ['gotosocial-blocks.txt', ['suspend', 'suspend'], ['no name']],
  ])('from `%s`', (name, severities, left) => {
    const { said, skipped } = parsed(name);
    expect(said.map(([, severity]) => severity)).toEqual(severities);
    expect(skipped).toEqual(left);
    expect(said[0]?.[0]).toBe('worst.example');
  });

  it.each(['{"a": 1}', '[1', '#domain,#severity\n"open'])('and refused where it is none: %s', (text) => {
    expect(typeof parseList(text, 'block')).toBe('string');
  });
});

const off = { allowed: false, dropIncoming: false, dropOutgoing: false, refuseTheirFetches: false };
const rule = (domain: string, on: Partial<DomainRule>): DomainRule => ({
  ...{ ...off, refuseOurFetches: false, reason: 'test', by: 'operator', at: 1, domain },
  ...on,
});

describe('a list of domains is written', () => {
  const rules = [
    rule('worst.example', { suspend: true, publicComment: 'a, "b"' }),
    rule('closed.example', {
      dropIncoming: true,
      dropOutgoing: true,
      refuseTheirFetches: true,
      refuseOurFetches: true,
    }),
    rule('half.example', { dropIncoming: true }),
    rule('loud.example', { silence: true, rejectMedia: true, obfuscate: true }),
    rule('partner.example', { allowed: true }),
  ];

  it('as CSV that Mastodon reads', () => {
    expect(writeList(rules, 'block', 'csv')).toBe(
      [
        '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate',
        'worst.example,suspend,false,false,"a, ""b""",false',
        'closed.example,suspend,false,false,,false',
        'loud.example,silence,true,false,,true',
        '',
      ].join('\n'),
    );
    expect(writeList(rules, 'allow', 'csv')).toBe('#domain\npartner.example\n');
  });

  it.each(['csv', 'json'] as const)('as %s, and read again, says the same', (form) => {
    const again = parseList(writeList(rules, 'block', form), 'block');
    if (typeof again === 'string') throw new Error(again);
    expect(again.entries.map(({ domain, severity, rejectMedia }) => [domain, severity, rejectMedia])).toEqual([
      ['worst.example', 'suspend', false],
      ['closed.example', 'suspend', false],
      ['loud.example', 'silence', true],
    ]);
  });
});

describe('what lists make of the rules', () => {
  const now = 1_790_000_000_000;
  const entry = (domain: string, severity: ListEntry['severity'] = 'suspend'): ListEntry => ({
    ...{ domain, severity, rejectMedia: false, rejectReports: false, obfuscate: false },
  });
  const list = (
    id: string,
    priority: number,
    entries: ListEntry[] | undefined,
    more: Partial<Subscription> = {},
  ): ReadList => ({
    subscription: {
      ...{ id, url: `https://lists.example/${id}`, kind: 'block', priority, dryRun: false, title: id },
      ...{ expireDays: 0, by: 'operator', at: 1 },
      ...more,
    },
    ...(entries && { entries }),
  });
  const plan = (existing: DomainRule[], ...lists: ReadList[]) => planLists(existing, lists, 'social.acme.example', now);
  const named = (rules: readonly DomainRule[]): string[] => rules.map(({ domain }) => domain);

  it('is that of the higher priority, and never over the word of a person', () => {
    const person = rule('ours.example', { silence: true });
    const made = plan(
      [person],
      list('low', 1, [entry('both.example', 'silence'), entry('low.example')]),
      list('high', 9, [entry('both.example'), entry('ours.example')]),
    );
    expect(made.added.map(({ domain, subscription, suspend }) => [domain, subscription, suspend === true])).toEqual([
      ['both.example', 'high', true],
      ['low.example', 'low', true],
    ]);
    expect(made.skipped.get('high')).toEqual([{ domain: 'ours.example', reason: 'another rule says' }]);
  });

  it('blocks where two of the same priority differ', () => {
    const allows = list('a', 5, [entry('x.example', 'allow')], { kind: 'allow' });
    expect(plan([], allows, list('b', 5, [entry('x.example')])).added).toMatchObject([{ suspend: true }]);
  });

  it('goes with the entry, changes with it, and passes to the next list', () => {
    const [first, second] = [
      list('a', 9, [entry('x.example'), entry('y.example')]),
      list('b', 1, [entry('x.example', 'silence')]),
    ];
    const before = [...plan([], first, second).added];
    const later = plan(before, list('a', 9, [entry('y.example', 'silence')]), second);
    expect(later.changed.map(({ domain, subscription }) => [domain, subscription])).toEqual([
      ['y.example', 'a'],
      ['x.example', 'b'],
    ]);
    expect(named(plan(before, second).removed)).toEqual(['y.example']);
  });

  it('stays where a list could not be read', () => {
    const before = [...plan([], list('a', 9, [entry('x.example')])).added];
    const later = plan(before, list('a', 9, undefined));
    expect([later.added, later.changed, later.removed]).toEqual([[], [], []]);
  });

  it('keeps no part of a domain milder than the whole, and never this server', () => {
    const made = plan(
      [rule('bad.example', { suspend: true })],
      list('a', 9, [entry('sub.bad.example', 'silence'), entry('acme.example'), entry('fine.example')]),
    );
    expect(named(made.added)).toEqual(['fine.example']);
  });

  it('runs out later with each reading, where the list says for how long', () => {
    const day = 24 * 60 * 60 * 1000;
    const lasting = list('a', 9, [entry('x.example')], { expireDays: 2 });
    const before = [...plan([], lasting).added];
    expect(before).toMatchObject([{ expiresAt: now + 2 * day }]);
    const later = planLists(before, [lasting], 'acme.example', now + day);
    expect(later.changed).toEqual([]);
    expect(later.renewed).toMatchObject([{ expiresAt: now + 3 * day }]);
  });
});
