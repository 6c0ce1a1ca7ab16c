import fc from 'fast-check';
import { canonicalHost, canonicalOrigin, sameOrigin } from '../../../../federation/wire/origins.ts';

describe('origins', () => {
  it.each([
    ['https://example.org', 'https://example.org'],
    ['https://EXAMPLE.org/Path', 'https://example.org'],
    ['https://example.org.', 'https://example.org'],
    ['https://example.org:443/x', 'https://example.org'],
    ['http://example.org:80', 'http://example.org'],
    ['http://example.org:443', 'http://example.org:443'],
    ['https://example.org:8443', 'https://example.org:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['https://ｅｘａｍｐｌｅ．org', 'https://example.org'],
    ['https://example。org', 'https://example.org'],
    ['https://example%2eorg', 'https://example.org'],
    ['https://ex%61mple.org', 'https://example.org'],
    ['https://0x7f000001', 'https://127.0.0.1'],
    ['https://2130706433', 'https://127.0.0.1'],
    ['https://[0:0::1]', 'https://[::1]'],
    [' https://example.org ', 'https://example.org'],
  ])('case 12: %s is %s', (url, origin) => {
    expect(canonicalOrigin(url)).toBe(origin);
    expect(canonicalHost(url)).toBe(new URL(origin).host);
  });

  it.each([
    'https://user@example.org',
    'https://user:word@example.org',
    'https://:word@example.org',
    'https://example.org@evil.example',
    'https://example..org',
    'https://example.org..',
    'https://.example.org',
    'https://.',
    'https://',
    'ftp://example.org',
    'file:///etc/passwd',
    'data:application/activity+json,{}',
    'javascript:alert(1)',
    'example.org',
    '//example.org',
    '',
  ])('case 12: `%s` has none', (url) => {
    expect(canonicalOrigin(url)).toBeUndefined();
    expect(canonicalHost(url)).toBeUndefined();
    expect(sameOrigin(url, url)).toBe(false);
  });

  it.each([
    ['https://corp.example', 'https://corp.example.evil.net'],
    ['https://corp.example', 'https://corp.example@evil.net'],
    ['https://corp.example', 'https://corp.example:444'],
    ['https://corp.example', 'http://corp.example'],
    ['https://corp.example', 'https://xcorp.example'],
    ['https://corp.example', 'https://cоrp.example'],
  ])('P: %s and %s are two', (a, b) => {
    expect(sameOrigin(a, b)).toBe(false);
  });

  it('case 12: any way of writing a host leads to the same origin', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
    const written = fc.record({
      case: fc.boolean(),
      dot: fc.constantFrom('.', '。', '．', '%2e', '%2E'),
      wide: fc.boolean(),
      trailing: fc.boolean(),
      port: fc.boolean(),
    });
    fc.assert(
      fc.property(host, written, (name, how) => {
        let text = how.case ? name.toUpperCase() : name;
        if (how.wide)
          text = text.replace(/[a-z]/gi, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
        text = text.replaceAll('.', how.dot) + (how.trailing ? '.' : '') + (how.port ? ':443' : '');
        return canonicalOrigin(`https://${text}/users/x`) === `https://${name}`;
      }),
      { numRuns: 2_000 },
    );
  });

  it('case 12: is symmetric, and the canonical form is its own', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (a, b) => {
        const origin = canonicalOrigin(a);
        return sameOrigin(a, b) === sameOrigin(b, a) && (origin === undefined || canonicalOrigin(origin) === origin);
      }),
    );
  });
});
