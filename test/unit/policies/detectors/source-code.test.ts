import { type Band, bandOf, expectFound, found } from './finds.ts';

const python = `import os
from billing.ledger import Ledger

class Settlement:
    def __init__(self, ledger: Ledger):
        self.ledger = ledger

    def close(self, day):
        for entry in self.ledger.entries(day):
            if entry.open:
                entry.settle(day)
        return self.ledger.total(day)`;
const typescript = `import { Ledger } from './ledger.ts';

export async function settle(ledger, day) {
  const entries = await ledger.entries(day);
  for (const entry of entries) {
    if (entry.open) entry.settle(day);
  }
  return ledger.total(day);
}`;
const java = `package com.example.billing;

import java.util.List;

public final class Settlement {
    private final Ledger ledger;

    public Settlement(Ledger ledger) {
        this.ledger = ledger;
    }

    public long close(Day day) {
        return ledger.total(day);
    }
}`;
const go = `package billing

import "errors"

type Ledger struct {
	entries map[string]int
}

func (l *Ledger) Settle(day string) error {
	total, ok := l.entries[day]
	if !ok {
		return errors.New("no such day")
	}
	l.entries[day] = total - 1
	return nil
}`;
const c = `#include <stdio.h>
#define MAX_ENTRIES 128

static int settle(struct ledger *ledger, int day)
{
    int total = 0;
    for (int i = 0; i < MAX_ENTRIES; i++) {
        total += ledger->entries[i].amount;
    }
    printf("%d\\n", total);
    return total;
}`;
const rust = `use std::collections::HashMap;

pub struct Ledger {
    entries: HashMap<String, u64>,
}

impl Ledger {
    pub fn settle(&mut self, day: &str) -> Option<u64> {
        let total = self.entries.remove(day)?;
        println!("{}", total);
        Some(total)
    }
}`;
const sql = `SELECT c.id, c.name, SUM(i.amount) AS total
FROM customers c
LEFT JOIN invoices i ON i.customer_id = c.id
WHERE i.paid_at IS NULL AND c.region = 'EU'
GROUP BY c.id, c.name
ORDER BY total DESC;
UPDATE customers SET flagged = true
WHERE id IN (SELECT customer_id FROM overdue);`;
const yaml = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: billing
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: billing
          image: registry.example.com/billing:17
          ports:
            - containerPort: 8080`;
const dockerfile = `FROM node:24-slim AS build
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci && npm cache clean --force
COPY billing ./billing
ENV LIMIT=17
EXPOSE 8080
CMD ["node", "billing/main.js"]`;

const blocks: readonly (readonly [language: string, code: string])[] = [
  ['python', python],
  ['javascript', typescript],
  ['java', java],
  ['go', go],
  ['c', c],
  ['rust', rust],
  ['sql', sql],
  ['yaml', yaml],
  ['dockerfile', dockerfile],
];

const prose = `What a week!
We moved the office; nobody lost a plant.
- Anna baked bread
- Tom fixed the door (again)
- the cat slept
Thanks to everyone who carried boxes: you know who you are.
Next week we start on the garden. See https://example.com/garden for photos.`;
const card = `Name: Anna
Town: Bergen
Likes: boats, bread, long walks, and the sea in all its colours
Dislikes: rain on Mondays, lost keys, cold tea
Seeking: a boat, a dog, a garden with a view
Motto: never again without a map and a lamp`;
const numbers = Array.from(
  { length: 12 },
  (_, index) => `${index + 1}. place: team ${index}, ${index * 3} points`,
).join('\n');

const headers: readonly (readonly [text: string, band: Band])[] = [
  ['// «SPDX-License-Identifier: LicenseRef-Acme»', 'high'],
  ['# «SPDX-License-Identifier: MIT»', 'low'],
  ['«Unauthorized copying of this file, via any medium, is prohibited»', 'high'],
  ['« * Copyright (c) 2026 Acme Ltd. All rights reserved».', 'high'],
];

describe('source code', () => {
  it.each(blocks)('in %s is found', (language, code) => {
    const text = `look what I made:\n${code}\nnice, isn't it?`;
    const [match] = found('source-code', text).filter(({ scheme }) => scheme === language);
    expect(match?.start).toBe(text.indexOf(code));
    expect(match?.end).toBe(text.indexOf(code) + code.length);
    expect(['medium', 'high']).toContain(bandOf(match?.confidence ?? 0));
  });

  it('is surer the longer it is', () => {
    const [short, long] = [python, `${python}\n\n${typescript}`].map((code) => found('source-code', code)[0]);
    expect(long?.confidence).toBeGreaterThan(short?.confidence ?? 100);
  });

  it.each([prose, card, numbers, 'const x = 1;\nconst y = 2;', python.split('\n').slice(0, 3).join('\n')])(
    'is not found in %j',
    (text) => expect(found('source-code', text)).toEqual([]),
  );

  it.each(headers)('is known by its notice %s', (text, band) =>
    expectFound('source-code', text, band, 'licence-header'),
  );
});
