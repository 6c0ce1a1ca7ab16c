import { readdirSync, readFileSync } from 'node:fs';
import { compilePolicySet, type Field, type Outcome, type PolicySet } from '../../../../policies/index.ts';
import { toPublic } from '../rules/compiled.ts';

const root = new URL('../../../../policies/library/', import.meta.url);
const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:yaml|txt)$/.test(name));
const files = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, root), 'utf8')]));

describe('the library that ships', () => {
  const result = compilePolicySet(files);
  const set: PolicySet | undefined = result.ok ? result.set : undefined;
  const post = (...fields: Field[]): Outcome | undefined => set?.evaluate(fields, toPublic).outcome;
  const content = (text: string): Field => ({ path: '/object/content', kind: 'html', value: `<p>${text}</p>` });

  it('compiles with every example, without a problem or a warning', () => {
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });

  it('enforces every policy, each with guidance of its own and examples of both kinds', () => {
    expect(set?.policies.map(({ id, mode, action }) => `${id}: ${mode} ${action}`).sort()).toEqual([
      'customer-contact-data: enforce redact',
      'customer-lists: enforce hold',
      'customer-payment-data: enforce block',
      'internal-hosts: enforce redact',
      'markings: enforce hold',
      'national-ids: enforce hold',
      'personal-data: enforce hold',
      'project-codenames: enforce block',
      'secrets: enforce block',
      'source-code: enforce hold',
    ]);
    for (const [name, text] of Object.entries(files).filter(([file]) => file.endsWith('.yaml'))) {
      expect([name, text.match(/^guidance: /gm)?.length]).toEqual([name, 1]);
      expect([name, (text.match(/expect: allow/g)?.length ?? 0) >= 2]).toEqual([name, true]);
      expect([name, (text.match(/expect: (?:redact|hold|block)/g)?.length ?? 0) >= 3]).toEqual([name, true]);
    }
  });

  it.each<[string, Outcome]>([
    ['Our new tide gauge is in the water. Come and see it on Saturday at the east pier.', 'allow'],
    ['\u039d\u0456ght\u0458ar ships in May, you read it here first.', 'block'],
    ['Night<b>jar</b> ships in May', 'block'],
    ['The refund for card 4111 1111 1111 1111 is on its way.', 'block'],
    ['Ticket 4111 1111 1111 1112 is closed. Thank you for your patience.', 'allow'],
    ['Please call our customer on her mobile +49 151 2345 6789: the float valve leaks.', 'redact'],
    [
      'Customers for the open day: Lena Vogt lena.vogt@werft.example, Ali Demir ali@demir-boote.example, ' +
        'Sofia Rossi s.rossi@cantiere.example, Per Holm per.holm@fjord.example',
      'hold',
    ],
    ['Our new tide gauge, Project Halibut until today, is in the water.', 'block'],
    ['You asked where to pay Mr Demir back: DE89 3704 0044 0532 0130 00.', 'block'],
    ['his social security number is 536-90-4399', 'hold'],
    ['The gauge of the east pier answers at http://10.20.30.40:8080/status again.', 'redact'],
    ['Ask tide7.acme.internal how high the water is.', 'redact'],
    ['We are looking for a welder who likes the sea.', 'allow'],
  ])('answers "%s" with %s', (text, outcome) => {
    expect(post(content(text))).toBe(outcome);
  });

  it('blocks a secret in an image description and a code name in a content warning', () => {
    const alt: Field = {
      path: '/object/attachment/0/name',
      kind: 'text',
      value: 'aws_access_key_id = AKIAQ3EGRZ7XV5KYHW2T',
    };
    expect(post(content('Our status page has a new look.'), alt)).toBe('block');
    expect(post(content('ships in May'), { path: '/object/summary', kind: 'text', value: 'Nightjar' })).toBe('block');
  });

  it('exempts no role', () => {
    const roles = ['employee', 'admin', 'publisher:press', 'reviewer'];
    expect(set?.evaluate([content('Nightjar')], { ...toPublic, roles }).outcome).toBe('block');
  });
});
