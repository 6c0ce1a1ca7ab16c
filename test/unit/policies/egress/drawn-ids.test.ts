import { randomUUID } from 'node:crypto';
import { inspectDocument } from '../../../../policies/egress/index.ts';
import type { JsonObject } from '../../../../policies/index.ts';

const at = 'https://acme.example';
const anna = `${at}/users/anna`;
const [note, other] = [randomUUID(), randomUUID()];

const read = (document: JsonObject): string[] => inspectDocument(document).map(({ path }) => path);

describe('ids that were drawn at random', () => {
  it('are not read where a post names itself', () => {
    const object = {
      id: `${at}/objects/${note}`,
      type: 'Note',
      attributedTo: anna,
      url: `${at}/@anna/${note}`,
      replies: `${at}/objects/${note}/replies`,
      context: `${at}/objects/${note}/context`,
      content: 'hello',
    };
    const activity = { id: `${at}/activities/${other}`, type: 'Create', actor: anna, object };
    expect(read(activity)).toEqual(['/actor', '/object/content']);
    expect(read(object)).toEqual(['/attributedTo', '/content']);
  });

  const posting = (object: JsonObject): JsonObject => ({
    actor: anna,
    object: { id: `${at}/objects/${note}`, ...object },
  });
  const words: [where: string, document: JsonObject, path: string][] = [
    ['what it answers', { actor: anna, object: { inReplyTo: `${at}/objects/${note}` } }, '/object/inReplyTo'],
    ['the object that it names', { actor: anna, object: `${at}/objects/${note}` }, '/object'],
    ['an id on another host', { actor: anna, id: `https://nightjar.example/objects/${note}` }, '/id'],
    ['an id with a word behind it', { actor: anna, id: `${at}/objects/${note}/nightjar` }, '/id'],
    ['an id with a query', { actor: anna, id: `${at}/objects/${note}?q=nightjar` }, '/id'],
    ['an id on another port', { actor: anna, id: `${at}:4111/objects/${note}` }, '/id'],
    ['an id in another folder', { actor: anna, id: `${at}/nightjar/${note}` }, '/id'],
    ['an id that is a word', { actor: anna, id: `${at}/objects/nightjar` }, '/id'],
    ['an id that nobody drew', { actor: anna, id: `${at}/objects/41111111-1111-1111-1111-111111111111` }, '/id'],
    ['a page under another name', posting({ url: `${at}/@nightjar/${note}` }), '/object/url'],
    ['a page of another number', posting({ url: `${at}/@anna/${other}` }), '/object/url'],
    ['a page of something without an id', { actor: anna, object: { url: `${at}/@anna/${note}` } }, '/object/url'],
    ['the conversation of another post', posting({ context: `${at}/objects/${other}/context` }), '/object/context'],
    ['an id without an actor', { id: `${at}/objects/${note}` }, '/id'],
    ['an id by an actor that is none', { actor: `${at}/nightjar/anna`, id: `${at}/objects/${note}` }, '/id'],
    [
      'the id of a file',
      { actor: anna, object: { attachment: { id: `${at}/objects/${note}` } } },
      '/object/attachment/id',
    ],
  ];

  it.each(words)('are read as text can hide there: %s', (_, document, path) => {
    expect(read(document)).toContain(path);
  });
});
