import { expectFound, found } from './finds.ts';

const addresses: readonly string[] = [
  'write to «jane.doe@acme.example»',
  '«a.b+tag@sub.example.co.uk», please',
  'mailto:«bob@example.com»?subject=x',
  'see https://a.example/?to=«bob@example.com»&x=1',
  'mail:«bob@example.com»',
  'https://«bob@example.com»/',
  '(«jane@firma.technology»)',
  '«JANE@EXAMPLE.COM».',
  '«jane_d-oe@xn--bcher-kva.example» ok',
  'ｊａｎｅ at first, then «ｊａｎｅ＠ｅｘａｍｐｌｅ.com»',
];

const others: readonly string[] = [
  'thanks @alice@mastodon.example for that',
  'see https://mastodon.example/@alice@other.example',
  'git clone git@github.com:owner/name.git',
  'logo@2x.png is blurry',
  'npm i lodash@4.17.21',
  'meet @ 5 p.m. @home',
  'a@b',
  'acct:alice@mastodon.example',
  'postgres://app:pw@db.example.com/x',
];

describe('e-mail addresses', () => {
  it.each(addresses)('are found in %s', (text) => expectFound('email', text, 'high'));

  it('are found one after the other in a list', () => {
    expect(found('email', 'a@example.com,b@example.com;c@example.com|d@example.com')).toHaveLength(4);
  });

  it.each(others)('are not found in %s', (text) => expect(found('email', text)).toEqual([]));
});
