import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePolicySet } from '../../../policies/index.ts';

const page = readFileSync(new URL('../../../docs/policies.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

/** Every example of the page as the folder that they make together. */
const files = Object.fromEntries([
  ['dictionaries/codenames.txt', 'Nightjar Harbour\n'],
  ...blocks.map((text) => {
    const { policy, exception } = parse(text) as { policy: string; exception?: string };
    return exception === undefined ? [`${policy}.yaml`, text] : [`exceptions/${exception}.yaml`, text];
  }),
]) as Record<string, string>;

describe('the page about policies', () => {
  it('has examples that make a policy set, each of which does what it says', () => {
    const compiled = compilePolicySet(files);
    expect(compiled.ok ? [] : compiled.problems).toEqual([]);
    expect(compiled.ok && compiled.set.policies).toHaveLength(Object.keys(files).length - 2);
    expect(compiled.ok && compiled.set.exceptions.map(({ id }) => id)).toEqual(['auditors-2026']);
  });

  it('has examples of which none is idle', () => {
    const compiled = compilePolicySet(files);
    const warnings = compiled.ok ? compiled.warnings : [];
    expect(warnings.filter(({ message }) => !message.includes('has no examples'))).toEqual([]);
  });

  it.each(Object.keys(schemaKeys()))('names `%s`', (key) => {
    expect(page).toContain(key);
  });
});

/** The keys at the top of a policy, in its scope and in a clause. */
function schemaKeys(): Readonly<Record<string, unknown>> {
  const url = new URL('../../../policies/rules/policy.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(url, 'utf8')) as {
    properties: { scope: { properties: object } };
    $defs: { exception: { properties: object }; near: { properties: object } };
  };
  const { exception, near } = schema.$defs;
  const { fields: _, containment: __, ...clause } = exception.properties as Record<string, unknown>;
  return { ...schema.properties, ...schema.properties.scope.properties, ...clause, ...near.properties };
}
