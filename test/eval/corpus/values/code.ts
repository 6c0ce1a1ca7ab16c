import type { Draw } from '../draw.ts';
import { words } from '../words.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const join = (lines: readonly string[]): string => lines.join('\n');

/** Modules as people have them open, of twelve lines and more. */
const long = [
  (name: string, n: number) =>
    join([
      `export class ${capital(name)}Ledger {`,
      '  #entries = new Map();',
      '',
      '  add(entry) {',
      '    const known = this.#entries.get(entry.id);',
      '    if (known !== undefined) {',
      '      known.amount += entry.amount;',
      '      return known;',
      '    }',
      '    this.#entries.set(entry.id, entry);',
      `    if (this.#entries.size > ${n}) this.settle();`,
      '    return entry;',
      '  }',
      '}',
    ]),
  (name: string, n: number) =>
    join([
      `namespace Acme.${capital(name)};`,
      '',
      `public sealed class ${capital(name)}Handler`,
      '{',
      `    private const int Limit = ${n};`,
      '',
      '    public async Task<bool> Handle(Request request)',
      '    {',
      '        var rows = await _store.Load(request.Id);',
      '        if (rows.Count > Limit)',
      '        {',
      '            return false;',
      '        }',
      '        return true;',
      '    }',
      '}',
    ]),
  (name: string, n: number) =>
    join([
      `pub struct ${capital(name)} {`,
      '    level: u32,',
      '}',
      '',
      `impl ${capital(name)} {`,
      '    pub fn open(path: &Path) -> Result<Self, Error> {',
      '        let raw = fs::read_to_string(path)?;',
      '        let level = raw.trim().parse::<u32>()?;',
      `        if level > ${n} {`,
      '            return Err(Error::TooHigh);',
      '        }',
      '        Ok(Self { level })',
      '    }',
      '}',
    ]),
  (name: string, n: number) =>
    join([
      'from dataclasses import dataclass',
      '',
      '@dataclass',
      `class ${capital(name)}Rate:`,
      '    customer: str',
      `    share: float = 0.${n}`,
      '',
      'def price(rows, rates):',
      '    total = 0',
      '    for row in rows:',
      '        rate = rates.get(row.customer)',
      '        if rate is None:',
      '            continue',
      '        total += row.amount * rate.share',
      '    return total',
    ]),
];

const script = [
  (name: string, n: number) =>
    join([
      '#!/usr/bin/env bash',
      'set -euo pipefail',
      `REGION=eu-${n}`,
      `for host in $(cat ${name}.txt); do`,
      '  ssh "$host" "systemctl restart $SERVICE" || exit 1',
      '  sleep 2',
      'done',
      `if [ -f /tmp/${name}.lock ]; then`,
      `  rm /tmp/${name}.lock`,
      'fi',
      'echo "done in $SECONDS seconds; all hosts restarted"',
    ]),
  (name: string, n: number) =>
    join([
      `def ${name}_report(day)`,
      `  rows = Order.where(day: day).limit(${n})`,
      '  rows.each do |row|',
      '    next if row.total.zero?',
      '    puts "#{row.id}: #{row.total}"',
      '  end',
      '  rows.sum(&:total)',
      'end',
      '',
      `${name}_report(Date.today - 1)`,
    ]),
  (name: string, n: number) =>
    join([
      '<?php',
      `function ${name}_discount($order, $rate = ${n}) {`,
      '    $sum = 0;',
      '    foreach ($order->lines as $line) {',
      '        $sum += $line->price * $line->count;',
      '    }',
      '    if ($sum > 1000) {',
      '        $sum = $sum * (100 - $rate) / 100;',
      '    }',
      '    return round($sum, 2);',
      '}',
    ]),
];

const config = [
  (name: string, n: number) =>
    join([
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      `  name: ${name}`,
      'spec:',
      `  replicas: ${n % 9}`,
      '  template:',
      '    spec:',
      '      containers:',
      `        - name: ${name}`,
      `          image: registry.acme.example/${name}:${n}`,
      '          ports:',
      '            - containerPort: 8080',
    ]),
  (name: string, n: number) =>
    join([
      `resource "aws_instance" "${name}" {`,
      '  ami           = "ami-0abcdef"',
      '  instance_type = "t3.micro"',
      `  count         = ${n % 9}`,
      '  tags = {',
      `    Name = "${name}-worker"`,
      '  }',
      '}',
      `output "${name}_ip" {`,
      `  value = aws_instance.${name}[0].private_ip`,
      '}',
    ]),
  (name: string, n: number) =>
    join([
      'FROM node:24-slim AS build',
      'WORKDIR /srv',
      'COPY package.json package-lock.json ./',
      'RUN npm ci && npm cache clean --force',
      `COPY ${name} ./${name}`,
      `ENV LIMIT=${n}`,
      'EXPOSE 8080',
      'USER node',
      `CMD ["node", "${name}/main.js"]`,
    ]),
];

const tests = [
  (name: string, n: number) =>
    join([
      `describe('${name}', () => {`,
      `  it('adds up', async () => {`,
      `    const ledger = new Ledger(${n});`,
      `    await ledger.add({ id: 'a', amount: 3 });`,
      `    expect(ledger.total()).toBe(${n + 3});`,
      '  });',
      '',
      `  it('refuses what is closed', () => {`,
      '    expect(() => closed.add(entry)).toThrow(/closed/);',
      '  });',
      '});',
    ]),
  (name: string, n: number) =>
    join([
      'Traceback (most recent call last):',
      `  File "/srv/${name}/main.py", line ${n}, in <module>`,
      '    run(settings)',
      `  File "/srv/${name}/run.py", line 12, in run`,
      '    ledger.close(day)',
      `  File "/srv/${name}/ledger.py", line 48, in close`,
      '    entry.settle(day)',
      "AttributeError: 'NoneType' object has no attribute 'settle'",
    ]),
];

const headers = [
  (name: string) => `/*\n * ${name}.c\n * Copyright (c) 2026 Acme Corp. All rights reserved.\n */`,
  () => '# Unauthorized copying of this file, via any medium, is strictly prohibited.',
  () => '// SPDX-License-Identifier: LicenseRef-Acme-Proprietary',
  () => '// This source code is proprietary and confidential to Acme.',
  (name: string) => `-- ${name}.sql\n-- (C) Acme Corp 2019-2026, all rights reserved`,
];

/** Source code, by the kind of file it is from; each with a name and a number drawn. */
export const codeKinds: Readonly<Record<string, (draw: Draw) => string>> = Object.fromEntries(
  Object.entries({ long, script, config, tests, header: headers }).map(([kind, forms]) => [
    kind,
    (draw: Draw) => draw.of(forms)(draw.of(words), draw.int(11, 90)),
  ]),
);

/** Names that only packages have which are published inside. */
export const packageKinds: Readonly<Record<string, (draw: Draw) => string>> = {
  scope: (draw) =>
    `@${draw.of(['acme-internal', 'internal', 'acme-private', 'acme.internal', 'corp-tools', 'acme-corp'])}/${draw.of(words)}-${draw.of(['core', 'client', 'ui'])}`,
  registry: (draw) => `@${draw.of(words)}:registry=https://npm.${draw.of(words)}.example/`,
  workspace: (draw) =>
    `"@${draw.of(words)}/${draw.of(words)}": "${draw.of(['workspace:*', 'workspace:^1.2.0', 'file:../core', 'git+ssh://git@git.acme.example/core.git'])}"`,
};
