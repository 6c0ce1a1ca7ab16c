const activityStreams = 'https://www.w3.org/ns/activitystreams';

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** What a note can bring that takes long to read, each within the caps on bytes, members, items and characters. */
const burdens: readonly object[] = [
  { content: '<b>'.repeat(174_000) },
  { content: '<b>'.repeat(8_000) },
  { content: '<b>x</b>'.repeat(65_000) },
  { content: '<a href="https://x.example/" class="a b c">y</a>'.repeat(4_090) },
  { content: '&amp;<'.repeat(87_000) },
  { content: `<b ${'c=d '.repeat(120_000)}>x</b>` },
  { content: '<p>https://x.example/a </p>'.repeat(300), summary: 'word '.repeat(13_000) },
  { contentMap: Object.fromEntries(times(64, (at) => [`x-${at}`, '<i>y<u>'.repeat(1_000)])) },
  { tag: times(512, (at) => ({ type: ['Mention', 'Link'], href: `https://h${at}.example/`, name: `@u${at}` })) },
  { to: times(1_000, (at) => `https://h${at}.example/ü`), audience: times(1_000, (at) => `https://k${at}.example/ü`) },
  Object.fromEntries(times(9_000, (at) => [`p${at}`, 'v'])),
  Object.fromEntries(times(2_400, (at) => [`p${at}`, 'v'])),
];

/** Activities of `actor` whose reading costs the most of all that are within the limits. */
export function heaviest(actor: string): object[] {
  const plain = burdens.map((burden, at) => ({
    '@context': activityStreams,
    id: `${actor}/heaviest/${at}`,
    type: 'Create',
    actor,
    to: [`${activityStreams}#Public`],
    object: { id: `${actor}/heaviest/${at}/note`, type: 'Note', attributedTo: actor, content: 'x', ...burden },
  }));
  const terms = Object.fromEntries(times(4_500, (at) => [`p${at}`, `https://x.example/${at}`]));
  return [...plain, { ...plain[0], id: `${actor}/heaviest/terms`, '@context': [activityStreams, terms] }];
}
