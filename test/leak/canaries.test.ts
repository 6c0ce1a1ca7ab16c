import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Canaries } from './canaries.ts';
import { encodings } from './encodings.ts';
import { parseResponse } from './http-exchange.ts';
import { createRandom } from './random.ts';

const canaries = new Canaries(createRandom(1));
const canary = canaries.plant('internal', 'note.content');
const around = (inner: Buffer): Buffer => Buffer.concat([Buffer.from('{"id":"1","x":"'), inner, Buffer.from('"}')]);

describe('a canary', () => {
  it.each(encodings.map((encoding) => [encoding.name, encoding] as const))(
    'is seen when written as %s',
    (_, encoding) => {
      const found = canaries.find(around(encoding.encode(`before ${canary} after`)));
      expect(found.map(({ zone }) => zone)).toContain('internal');
    },
  );

  it.each([
    ['with percent signs in the middle', canary.replace(/^(..)./, `$1%${canary.charCodeAt(2).toString(16)}`)],
    ['with an entity in the middle', canary.replace(/^(..)./, `$1&#${canary.charCodeAt(2)};`)],
    ['with an escape in the middle', canary.replace(/^(..)./, `$1\\u00${canary.charCodeAt(2).toString(16)}`)],
    ['with tags in the middle', canary.replace(/^(.....)/, '$1</b><i>')],
    ['with a soft line break in the middle', canary.replace(/^(.....)/, '$1=\r\n')],
    ['in capital letters', canary.toUpperCase()],
  ])('is seen %s', (_, text) => {
    expect(canaries.find(around(Buffer.from(text))).map((sighting) => sighting.canary?.place)).toContain(
      'note.content',
    );
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('is seen in %s inside of something else', (_, compress) => {
    expect(canaries.find(around(compress(Buffer.from(`a ${canary}`))))).not.toEqual([]);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('is seen in an answer that is chunked and coded as %s', (coding, compress) => {
    const body = compress(Buffer.from(`a ${canary}`));
    const chunks = [body.subarray(0, 9), body.subarray(9)].flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]);
    const head = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: ${coding}\r\n\r\n`;
    const answer = parseResponse(Buffer.concat([Buffer.from(head), ...chunks, Buffer.from('0\r\n\r\n')]), 'GET');
    expect(canaries.find(answer.body)).toHaveLength(1);
  });

  it('is told from those of other zones, and from what is none', () => {
    const open = canaries.plant('public', 'note.name');
    expect(canaries.find(Buffer.from(open)).map((sighting) => sighting.canary)).toEqual([
      { text: open, zone: 'public', place: 'note.name', hosts: [] },
    ]);
    expect(canaries.find(Buffer.from('nothing to see, %41 &#65; =41 here'))).toEqual([]);
  });
});
