import { type Band, expectFound, found } from './finds.ts';

const packages: readonly (readonly [text: string, band: Band])[] = [
  ["import { Ledger } from '«@acme-internal/ledger»';", 'high'],
  ['npm install «@internal/tide-core»', 'high'],
  ['the fix is in «@acme.private/ui»@1.2.3', 'high'],
  ['«@acme:registry=https://npm.acme.example/»', 'high'],
  ['{ «"@acme/ledger": "workspace:*"» }', 'high'],
  ['{ «"ledger": "git+ssh://git@git.acme.example/ledger.git"» }', 'high'],
  ['«GOPRIVATE=git.acme.example/*»', 'high'],
  ['pip install «--extra-index-url https://pypi.acme.example/simple» ledger', 'medium'],
  ['npm install «@ａcme-internal/ledger»', 'high'],
];

const others: readonly string[] = [
  'npm install @angular/core',
  'write to @internal@social.example',
  'https://social.example/@internal/11423',
  'anna@internal/ledger is no address',
  '@acme:registry=https://registry.npmjs.org/',
  '{ "express": "^5.0.0" }',
  'pip install --index-url https://pypi.org/simple requests',
  'an @international/affairs column',
  'she said "yes": "no" would do',
];

describe('internal packages', () => {
  it.each(packages)('are found in %s', (text, band) => expectFound('internal-package', text, band));

  it.each(others)('are not found in %s', (text) => expect(found('internal-package', text)).toEqual([]));
});
