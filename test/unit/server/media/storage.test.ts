import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService } from '../../../../federation/index.ts';
import { StoreUnavailable } from '../../../../federation/ports/index.ts';
import { createDiskBytes } from '../../../../server/media/storage/disk.ts';
import { createS3Bytes } from '../../../../server/media/storage/s3.ts';
import type { MediaBytes } from '../../../../server/ports/index.ts';
import { type S3Server, s3Keys, startS3Server } from '../../../support/s3-server.ts';

let folder: string;
let store: S3Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-bytes-'));
  store = await startS3Server();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await store[Symbol.asyncDispose]();
});

const services: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const service of services) await service.close();
});

function inBucket({ secret = s3Keys.secret as string, bytesMost = 100_000 } = {}): MediaBytes {
  const { endpoint } = store;
  const service = createService({ origin: endpoint, bytesMost });
  services.push(service);
  const credentials = { ...s3Keys, secret };
  return createS3Bytes({ service, endpoint, bucket: 'media', region: 'eu-west-1', credentials });
}

const key = 'abcdefgh-1234_5678';
const bytes = new Uint8Array([1, 2, 0, 255]);

describe.each<[string, () => MediaBytes]>([
  ['on disk', () => createDiskBytes(folder)],
  ['in a bucket', () => inBucket()],
])('bytes of uploaded files %s', (_where, open) => {
  it('are what was put last, and gone when removed', async () => {
    const media = open();
    expect(await media.get(key)).toBeUndefined();
    await media.put(key, new Uint8Array([9]), 'image/png');
    await media.put(key, bytes, 'image/png');
    expect([...((await media.get(key)) ?? [])]).toEqual([...bytes]);
    await media.remove(key);
    await media.remove(key);
    expect(await media.get(key)).toBeUndefined();
  });

  it.each(['../../etc/passwd', 'a/b/c/d/e/f', '', 'short'])('have no key like `%s`', async (other) => {
    await expect(open().put(other, bytes, 'image/png')).rejects.toThrow(RangeError);
    await expect(open().get(other)).rejects.toThrow(RangeError);
  });
});

describe('an object store', () => {
  it('is told the media type, under the name of the bucket', async () => {
    await inBucket().put(key, bytes, 'image/webp');
    expect(store.objects.get(`/media/${key}`)?.mediaType).toBe('image/webp');
  });

  it('that refuses the keys, fails or answers with too much is unavailable', async () => {
    await inBucket().put(key, bytes, 'image/webp');
    await expect(inBucket({ secret: 'other' }).get(key)).rejects.toThrow(StoreUnavailable);
    await expect(inBucket({ bytesMost: 3 }).get(key)).rejects.toThrow(StoreUnavailable);
    store.breakWith(500);
    await expect(inBucket().put(key, bytes, 'image/webp')).rejects.toThrow(/answered 500/);
    store.breakWith(undefined);
  });
});
