import type { DecidingSet } from '../../../../policies/gate/index.ts';
import type { Crossing, Field, Finding, JsonObject, Outcome, Reason } from '../../../../policies/index.ts';

export const anna = 'https://acme.example/users/anna';

export const crossing: Crossing = {
  zone: 'public',
  actor: anna,
  roles: ['employee'],
  activity: 'Create',
  domains: [],
  at: 1_795_000_000_000,
};

/** A Create of a Note as an outbox proposes it. */
export function createNote(note: JsonObject = {}): JsonObject {
  const to = ['https://www.w3.org/ns/activitystreams#Public'];
  const published = '2026-11-23T10:00:00.000Z';
  const id = 'https://acme.example/objects/1';
  return {
    '@context': [
      'https://www.w3.org/ns/activitystreams',
      'https://w3id.org/security/v1',
      { sensitive: 'as:sensitive' },
    ],
    id: 'https://acme.example/activities/1',
    type: 'Create',
    actor: anna,
    to,
    published,
    object: { id, type: 'Note', attributedTo: anna, to, published, content: '<p>Good morning</p>', ...note },
  };
}

/** A set that acts on each occurrence of a word, whatever field it stands in. */
export function wordSet(words: Readonly<Record<string, Outcome>>, options: { observed?: boolean } = {}): DecidingSet {
  return {
    version: 'words-1',
    evaluate: (fields) => {
      const reasons = Object.entries(words).flatMap(([word, outcome]) => reasonOf(fields, word, outcome, options));
      const enforced = reasons.find((reason) => !reason.observed);
      return { outcome: enforced?.outcome ?? 'allow', reasons, setVersion: 'words-1' };
    },
  };
}

function reasonOf(fields: readonly Field[], word: string, outcome: Outcome, options: { observed?: boolean }): Reason[] {
  const findings = fields.flatMap((field) => occurrences(field, word));
  const { observed = false } = options;
  return findings.length > 0 ? [{ policy: word, title: word, outcome, guidance: '', observed, findings }] : [];
}

function occurrences({ path, value }: Field, word: string): Finding[] {
  return [...value.matchAll(new RegExp(word, 'gi'))].map(({ index }) => ({
    entity: 'term',
    field: path,
    start: index,
    end: index + word.length,
    confidence: 100,
  }));
}
