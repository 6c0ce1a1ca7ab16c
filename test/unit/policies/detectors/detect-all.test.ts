import { DetectorFailed } from '../../../../policies/detectors/detector.ts';
import { type Detector, detectAll, detectors } from '../../../../policies/detectors/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';

const posts: readonly string[] = [
  'Thrilled to share that version 2.4.1 shipped today! Thanks @alice@mastodon.example and everybody who helped. #release',
  'Our office moved: come by on 23.11.2026 between 10:00 and 17:30, room 4.12, floor 3.',
  'Order 2026-4471 (3 × 19.99 €, total 59.97 €) left the warehouse; tracking 1Z999AA10123456784.',
  'We grew 38% to 1,204,377 users in 2025-2026, see https://example.com/blog/2026/11/numbers?utm_source=a&utm_medium=b',
  'TypeScript 7.0.2 and Node 24.21.0 run on localhost:3000, commit 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c12345678',
  'ISBN 978-3-16-148410-0 is out of print, but EAN 4006381333931 is not 🎉',
  'Das Update kommt am 3. Dezember um 18 Uhr, Ticket 48213377, Raum 0815.',
  'Le prix passe de 1 299,00 € à 1 199,00 € dès le 01/12/2026.',
  'Scores: 21-19, 18-21, 21-17; next match 2026-11-30 20:45.',
  'The hash is sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 as expected.',
];

describe('all detectors together', () => {
  it.each(posts)('find nothing in an ordinary post: %s', (post) => {
    expect(detectAll(inspectText(post, 'text'))).toEqual([]);
    expect(detectAll(inspectText(`<p>${post.replaceAll('&', '&amp;')}</p>`, 'html'))).toEqual([]);
  });

  it('look only for the entities that are wanted', () => {
    const text = inspectText('jane@acme.example, card 4111 1111 1111 1111', 'text');
    expect(detectAll(text, new Set(['email'])).map(({ entity }) => entity)).toEqual(['email']);
    expect(detectAll(text).map(({ entity }) => entity)).toEqual(['email', 'payment-card']);
  });

  it('report once what several readings of a text show', () => {
    const found = detectAll(inspectText('４１１１ 1111 1111 1111 <b>x</b>', 'text'));
    expect(found).toEqual([{ entity: 'payment-card', start: 0, end: 19, confidence: 90 }]);
  });

  it('fail by name when one of them throws, so that nobody takes silence for a clean text', () => {
    const broken: Detector = {
      name: 'broken',
      entities: ['broken'],
      detect: () => {
        throw new Error('no');
      },
    };
    const text = inspectText('anything', 'text');
    const look = () => detectAll(text, undefined, [...detectors, broken]);
    expect(look).toThrow(DetectorFailed);
    expect(look).toThrow('detector `broken` failed');
  });

  it('have names of their own and entities in kebab-case', () => {
    expect(new Set(detectors.map(({ name }) => name)).size).toBe(detectors.length);
    for (const { entities } of detectors) for (const entity of entities) expect(entity).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
