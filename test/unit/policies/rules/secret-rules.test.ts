import { compilePolicySet } from '../../../../policies/index.ts';

const policy = `policy: secrets
match: { entity: secret }
action: block
examples:
  - { text: "use acme_7k3m9q2x now", expect: block }
  - { text: "use acme_7 now", expect: allow }
`;
const rules = "[[rules]]\nid = \"acme-key\"\nregex = '''\\bacme_[a-z0-9]{8}\\b'''\nkeywords = [\"acme_\"]\n";

describe('rule files of a policy folder', () => {
  it('find what they say, and count among what the set is made of', () => {
    const [plain, extended] = [{ 'x.yaml': policy }, { 'x.yaml': policy, 'secrets/acme.toml': rules }].map((files) =>
      compilePolicySet(files),
    );
    expect(plain?.ok).toBe(false);
    if (extended?.ok !== true) throw new Error('the set does not compile');
    const [finding] = extended.set.detect([{ path: '/text', kind: 'text', value: 'use acme_7k3m9q2x now' }]);
    expect(finding).toMatchObject({ entity: 'secret', scheme: 'acme-key', start: 4, end: 17 });
    const changed = compilePolicySet({ 'x.yaml': policy, 'secrets/acme.toml': `${rules}# more\n` });
    expect(changed.ok && changed.set.version).not.toBe(extended.set.version);
    expect(extended.hashedFiles()).toHaveProperty(['secrets/acme.toml']);
  });

  it('are refused by their place where they are wrong or stand elsewhere', () => {
    const bad = compilePolicySet({ 'x.yaml': policy, 'secrets/acme.toml': rules.replace("\\b'", "(?=x)'") });
    expect(bad.ok ? [] : bad.problems).toContainEqual(
      expect.objectContaining({ file: 'secrets/acme.toml', line: 2, message: expect.stringContaining('`acme-key`') }),
    );
    const stray = compilePolicySet({ 'x.yaml': policy, 'secrets/acme.yml.txt': rules });
    expect(stray.ok ? [] : stray.problems).toContainEqual(expect.objectContaining({ file: 'secrets/acme.yml.txt' }));
  });
});
