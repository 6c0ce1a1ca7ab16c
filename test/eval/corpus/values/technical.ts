import type { Draw } from '../draw.ts';
import { words } from '../words.ts';

const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const hex = '0123456789abcdef';

export function ipAddress(draw: Draw, kind: string): string {
  const byte = (): number => draw.int(1, 254);
  if (kind === 'private')
    return draw.of([
      `10.${byte()}.${byte()}.${byte()}`,
      `192.168.${byte()}.${byte()}`,
      `172.${draw.int(16, 31)}.${byte()}.${byte()}`,
    ]);
  if (kind === 'v6') {
    const group = (): string => draw.text(draw.int(2, 4), '123456789abcdef');
    const head = draw.of(['2a01:4f8', '2620:fe', '2003:e7', 'fd12:3456']);
    return draw.of([
      `${head}:${group()}:${group()}::${group()}`,
      `${head}:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`,
    ]);
  }
  return `${draw.of([5, 31, 46, 78, 84, 93, 145, 188, 212])}.${draw.int(20, 254)}.${byte()}.${byte()}`;
}

export function macAddress(draw: Draw): string {
  const bytes = [draw.of(['3c', '00', 'b8', 'dc', 'a4']), ...Array.from({ length: 5 }, () => draw.text(2, hex))];
  return draw.of([
    bytes.join(':'),
    bytes.join('-').toUpperCase(),
    bytes.join(':').toUpperCase(),
    bytes.join('').replace(/(....)(?=.)/g, '$1.'),
  ]);
}

export function geoLocation(draw: Draw): string {
  const [latitude, longitude] = [
    `${draw.int(36, 59)}.${draw.text(draw.int(4, 6))}`,
    `${draw.int(2, 28)}.${draw.text(draw.int(4, 6))}`,
  ];
  return draw.of([
    `${latitude}, ${longitude}`,
    `${latitude},${longitude}`,
    `${latitude}° N, ${longitude}° E`,
    `geo:${latitude},${longitude}`,
    `${draw.int(36, 59)}°${draw.int(10, 59)}'${draw.int(10, 59)}"N ${draw.int(2, 28)}°${draw.int(10, 59)}'${draw.int(10, 59)}"E`,
  ]);
}

const privateKey = (draw: Draw): string =>
  `-----BEGIN ${draw.of(['RSA ', 'EC ', '', 'OPENSSH '])}PRIVATE KEY-----\nMIIE${draw.text(120, `${base62}+/`)}`;

/** Secrets in the forms that issuers and people give them. */
export const secrets: Readonly<Record<string, (draw: Draw) => string>> = {
  github: (draw) => `${draw.of(['ghp_', 'gho_', 'ghs_'])}${draw.text(36, base62)}`,
  aws: (draw) => `AKIA${draw.text(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  slack: (draw) => `xoxb-${draw.text(11)}-${draw.text(12)}-${draw.text(24, base62)}`,
  stripe: (draw) => `sk_live_${draw.text(24, base62)}`,
  generic: (draw) => draw.text(draw.int(28, 44), base62),
  jwt: (draw) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI${draw.text(24, base62)}.${draw.text(43, base62)}`,
  password: (draw) =>
    draw.of([
      `${draw.of(words)}${draw.of(['!', '#', '$'])}${draw.int(10, 9999)}${draw.text(2, 'ABCDEFG')}`,
      `${draw.text(4, base62)}!${draw.text(3, base62)}#${draw.text(4, base62)}9z`,
    ]),
  urlpassword: (draw) => draw.text(12, base62),
  'private-key': privateKey,
};

export const internalHost = (draw: Draw): string =>
  `${draw.of(['build', 'git', 'wiki', 'db', 'jenkins', 'vault'])}${draw.of(['', '1', '07', '-eu'])}.${draw.of(['corp.acme.example.internal', 'acme.corp', 'office.intranet', 'prod.acme.internal', 'lab.home.arpa'])}`;

const blocks = [
  (name: string, n: number) =>
    `import { ${name} } from './${name}.js';\n\nexport async function load(id) {\n  const rows = await db.query('select * from ${name} where id = ?', [id]);\n  if (rows.length === 0) return undefined;\n  for (const row of rows) {\n    row.total = row.price * ${n};\n  }\n  return rows.map((row) => new ${name}(row));\n}`,
  (name: string, n: number) =>
    `from acme.${name} import Ledger\n\nclass Settlement:\n    def __init__(self, ledger):\n        self.ledger = ledger\n        self.limit = ${n}\n\n    def close(self, day):\n        for entry in self.ledger.entries(day):\n            if entry.open:\n                entry.settle(day)\n        return self.ledger.total()`,
  (name: string, n: number) =>
    `public class ${name}Service {\n    private final int limit = ${n};\n\n    public List<Order> open(Customer customer) {\n        List<Order> orders = repository.find(customer.getId());\n        if (orders.isEmpty()) {\n            throw new NotFoundException();\n        }\n        return orders;\n    }\n}`,
  (name: string, n: number) =>
    `func ${name}(ctx context.Context, id int) (*Gauge, error) {\n\trow := db.QueryRow(ctx, query, id)\n\tvar g Gauge\n\tif err := row.Scan(&g.ID, &g.Level); err != nil {\n\t\treturn nil, err\n\t}\n\tg.Level *= ${n}\n\treturn &g, nil\n}`,
  (name: string, n: number) =>
    `SELECT c.id, c.name, SUM(o.total)\nFROM customers c\nJOIN ${name} o ON o.customer_id = c.id\nWHERE o.created_at > '2026-01-0${(n % 9) + 1}'\nGROUP BY c.id, c.name\nHAVING SUM(o.total) > ${n}\nORDER BY 3 DESC;\nINSERT INTO audit_${name} (id, at) VALUES (${n}, now());`,
  (name: string, n: number) =>
    `#include <stdio.h>\n\nint ${name}_level(struct gauge *g)\n{\n    int sum = 0;\n    for (int i = 0; i < ${n}; i++) {\n        sum += g->samples[i];\n    }\n    return sum / ${n};\n}\n/* Copyright Acme. All rights reserved. */`,
];

/** A block of a program, long enough to be one. */
export const sourceCode = (draw: Draw): string => draw.of(blocks)(draw.of(words), draw.int(8, 500));
