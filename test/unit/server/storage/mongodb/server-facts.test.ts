import type { Document } from 'mongodb';
import { StoreUnavailable } from '../../../../../federation/ports/index.ts';
import { openMongoStore } from '../../../../../server/storage/mongodb/index.ts';
import { type Answer, MongoWire } from '../../../../support/mongodb-wire.ts';

const isHello = (command: Document): boolean => 'hello' in command || 'ismaster' in command;
const hello =
  (facts: Document): Answer =>
  (command) =>
    isHello(command) ? facts : undefined;
const failing =
  (name: string, code: number): Answer =>
  (command) =>
    name in command ? { ok: 0, code, errmsg: 'no' } : undefined;

describe('a MongoDB server that this version can’t work with', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'is older',
      (command) => ('buildInfo' in command ? { version: '5.0.9', ok: 1 } : undefined),
      /^the MongoDB server is version 5\.0\.9: this needs 6\.0 or newer$/,
    ],
    [
      'is older than its driver talks to',
      hello({ maxWireVersion: 6 }),
      /^the MongoDB server is too old: this needs 6\.0/,
    ],
    [
      'stands alone',
      hello({ setName: undefined }),
      /^the MongoDB server is not a replica set: start it with `--replSet`/,
    ],
    [
      'is a secondary',
      hello({ isWritablePrimary: false, ismaster: false, secondary: true }),
      /^the MongoDB server takes no writes: name every member of the replica set in PORTICO_STORE/,
    ],
    [
      'takes no writes for now',
      failing('listCollections', 10_107),
      /^the MongoDB server takes no writes now: it looks for a new primary, or is read-only$/,
    ],
    ['is to be read only', failing('create', 13_435), /^the MongoDB server takes no writes now/],
    ['has too few of its members', failing('create', 64), /^a majority of the MongoDB servers does not answer/],
    ['knows the user as one who may not write', failing('create', 13), /give it the role `readWrite` on the database$/],
    ['has no room left', failing('create', 14_031), /^the disk of the MongoDB server is full: free some space$/],
  ])('that %s is told of in one line with what to do', async (_, answer, line) => {
    await using wire = await MongoWire.start(answer);
    const error = await openMongoStore({ url: wire.url }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ message: expect.stringMatching(line) });
  });

  it('refuses a wrong password, which is not told', async () => {
    await using wire = await MongoWire.start(failing('saslStart', 18));
    const url = wire.url.replace('mongodb://', 'mongodb://portico:hunter2@');
    const error = await openMongoStore({ url: `${url}&authMechanism=SCRAM-SHA-256` }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(String(error)).toMatch(/refuses the name or the password in PORTICO_STORE: check both$/);
    expect(String(error)).not.toContain('hunter2');
  });
});
