import fc from 'fast-check';

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string | number };
type Edit = (place: Place, all: readonly Place[], pick: number) => void;

const long = 'ä'.repeat(70_000);
const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e21,
  0.1,
  '',
  ' ',
  'text',
  long,
  [],
  {},
  [[]],
  [null],
  [{}],
  'Public',
  'as:Public',
  'https://www.w3.org/ns/activitystreams#Public',
  '\u0000',
  '\u202egnp.exe',
  '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:1">x</a>',
  `${'<b>'.repeat(2_000)}x`,
  '1970-13-32T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  'not a url',
  'http://[::1]:0/x',
  'https://user:pass@127.0.0.1/',
  'data:text/html,x',
  { id: null },
  { type: 'Note' },
  { '@value': 'x', '@language': 'en', '@type': 'y' },
  { '@list': [1, [2, [3]]] },
  { '@set': ['a'] },
  { '@id': '_:b0' },
];
/** Characters that a repeated part comes to at most: a little more than an inbox takes. */
const longest = 1_200_000;
const names = [
  'id',
  'type',
  'actor',
  'object',
  'target',
  'to',
  'inReplyTo',
  'attributedTo',
  'tag',
  'url',
  'content',
  'contentMap',
  'published',
  '@context',
  '@graph',
  '@reverse',
  '@included',
  '@nest',
  '@id',
  'constructor',
  'toString',
  '$where',
  'a.b',
  '',
];
const types = ['Create', 'Update', 'Delete', 'Undo', 'Follow', 'Accept', 'Reject', 'Announce', 'Like', 'Move', 'Flag'];

const put = ({ holder, key }: Place, value: unknown): void => void Reflect.set(holder, key, value);
const at = ({ holder, key }: Place): unknown => Reflect.get(holder, key);
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** What is done to one place of a document. */
const edits: readonly Edit[] = [
  ({ holder, key }) =>
    void (Array.isArray(holder) ? holder.splice(Number(key), 1) : Reflect.deleteProperty(holder, key)),
  (place, _all, pick) => put(place, copy(values[pick % values.length])),
  (place, _all, pick) => put(place, copy(values[pick % values.length])),
  (place, all, pick) => put(place, copy(at(all[pick % all.length] ?? place))),
  (place) => put(place, [at(place), copy(at(place))]),
  (place) => put(place, { type: 'Link', href: at(place), id: copy(at(place)) }),
  (place, _all, pick) => {
    const one = JSON.stringify(at(place)) ?? 'null';
    const times = Math.min((pick % 40) ** 2, Math.ceil(longest / one.length));
    // Each a copy of its own, or a later edit would be done to all of them at once.
    put(place, JSON.parse(`[${Array(times).fill(one).join()}]`));
  },
  (place, _all, pick) => {
    let nested = at(place);
    for (let depth = 0; depth < pick % 50; depth += 1) nested = depth % 2 === 0 ? [nested] : { object: nested };
    put(place, nested);
  },
  (place, _all, pick) => {
    if (Array.isArray(place.holder)) return;
    const value = at(place);
    Reflect.deleteProperty(place.holder, place.key);
    Reflect.set(place.holder, names[pick % names.length] ?? 'id', value);
  },
  (place, _all, pick) => put({ ...place, key: 'type' }, types[pick % types.length]),
];

/** Every place of a document that holds a value, parents first. */
function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown> | unknown[];
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    found.push({ holder, key });
    placesOf(Reflect.get(holder, key), found);
  }
  return found;
}

/** What is done to the text of a document: what no structure could hold. */
const textEdits: readonly ((text: string, pick: number) => string)[] = [
  (text, pick) => text.slice(0, pick % text.length),
  (text, pick) =>
    text.slice(0, pick % text.length) + String.fromCharCode(pick % 0x3000) + text.slice(pick % text.length),
  (text) => text.replace('"type"', '"type":"Note","type"'),
  (text) => text.replace('"object"', '"__proto__":{"x":1},"object"'),
  (text) => text.replace(/"(published|content)":"/, '"$1":"\\ud800'),
  (text) => `\ufeff${text}`,
  (text) => `[${text}]`,
  (text, pick) => '['.repeat(pick % 2_000) + text,
  (text) => text.replace(/:"[^"]*"/, ':1e999'),
];

const edit = fc.record({ at: fc.nat(), how: fc.nat(), pick: fc.nat() });

/** Texts of activities near to those that servers send: each a shape with one to five things done to it. */
export function mutated(shapes: readonly object[]): fc.Arbitrary<string> {
  const done = fc.record({
    shape: fc.nat({ max: shapes.length - 1 }),
    edits: fc.array(edit, { minLength: 1, maxLength: 5 }),
    text: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: edit }),
  });
  return done.map(({ shape, edits: wanted, text }) => {
    const document = copy(shapes[shape]) as object;
    for (const { at: where, how, pick } of wanted) {
      const places = placesOf(document);
      const place = places[where % places.length];
      if (place !== undefined) edits[how % edits.length]?.(place, places, pick);
    }
    const written = JSON.stringify(document);
    return text === undefined ? written : (textEdits[text.how % textEdits.length]?.(written, text.pick) ?? written);
  });
}
