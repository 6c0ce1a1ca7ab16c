const base64 = (text: string): string => Buffer.from(text).toString('base64');

type Hostile = readonly [kind: 'text' | 'html', piece: string];

const plain: readonly Hostile[] = [
  ...['a', '4', '4 ', '1 ', '4111 ', '4111111111111111 ', 'card 4111 1111 1111 1112 ', '1.', '(1', 'a1', 'aA'],
  ...['tel 030 1234567 ', '+4930123456 ', 'ssn 536 22 1234 ', 'personnummer 8803200016 ', 'RCCMNL83S18D969H '],
  ...['DE89 ', 'DE89 3704 0044 0532 0130 00 ', 'a@b.co,', '@', 'a@', 'a.@', 'a://:@', 'aaaa://bbb:'],
  ...['password', 'password: aB3$x9kk ', 'secret1 ', 'ghp_', '-----BEGIN PRIVATE KEY', 'PRIVATE KEY-----END '],
  ...['%41', '%25', '\\u0041', '=41', '= ', '34 31 ', '34 31 31 31 31 3z ', '3431', `${base64('hello world')} `],
  ...['aBcDeFgHiJ ', 'xn--a.', 'xn--', 'x-', '.', ' ', '\n', 'a b c ', '$a', 'blue ', 'b l u e ', 'nightingal '],
  ...['passport A1 ', 'Calle 1 ', '::', 'a.corp.', '[internal ', 'foo(bar);\n', 'd e 8 9 ', '**a', 'P<UTO<<'],
  ...['a\u0315\u0358\u0322\u034e', 'a\u200b', '\ufdfa', '計画', '🎉', '\u202eabc', 'проверка '],
].map((piece) => ['text', piece] as const);
const markup: readonly Hostile[] = [
  ...['<b>', '</b>', '<div title="x">', '<', '<a ', '&', '&amp;', '&#52;', '&lt;b&gt;', '<!---->', '<!--', '<p a="'],
  ...['<b hidden>x', '<bdo dir=rtl>x', '<script>', '</', '<p a=b ', '<p>x</p>', '<a href="/x">y</a>', '<br>4'],
].map((piece) => ['html', piece] as const);

/** Texts made to be slow to read, by what they repeat. */
export const hostile: readonly Hostile[] = [...plain, ...markup];
