import { compilePolicySet, scanLine } from '../../../../policies/index.ts';

const files = {
  'names.yaml': 'policy: names\nmatch: { any: [ { terms: names } ] }\naction: block\n',
  'dictionaries/names.txt': 'Nightjar\nIris Falls\n',
};
const crossing = { zone: 'public', actor: 'a', roles: [], activity: 'Create', domains: [], at: 0 } as const;

describe('the capital I of another alphabet', () => {
  it.each(['N\u0406ghtjar', 'N\u0399GHTJAR', 'N\u04c0ghtjar', '\u0406ris Falls', '\u0399RIS FALLS'])(
    'hides no code name: %s',
    (name) => {
      const compiled = compilePolicySet(files);
      if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
      expect(scanLine(compiled.set, { text: `soon: ${name}` }, crossing)).toMatchObject({ verdict: 'block' });
    },
  );
});
