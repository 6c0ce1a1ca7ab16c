import type { Document } from 'mongodb';
import type { Signal } from '../../../../../federation/ports/index.ts';
import { Connection } from '../../../../../server/storage/mongodb/connection.ts';
import { MongoSignals } from '../../../../../server/storage/mongodb/signals.ts';
import { type Answer, MongoWire } from '../../../../support/mongodb-wire.ts';

/** A server with one number of a signal, which the test raises; `stream` answers what a change stream asks. */
class Numbers {
  sequence = 1;
  looks = 0;
  readonly #stream: Answer;

  constructor(stream: Answer) {
    this.#stream = stream;
  }

  readonly answer = async (command: Document): Promise<Document | undefined> => {
    if ('aggregate' in command || 'getMore' in command) return this.#stream(command);
    if (!('find' in command)) return undefined;
    this.looks += 1;
    const firstBatch = [{ _id: 'inbound', sequence: this.sequence }];
    return { cursor: { id: 0n, ns: 'portico.signals', firstBatch }, ok: 1 };
  };
}

async function watched(numbers: Numbers): Promise<AsyncDisposableStack & { readonly first: Promise<Signal> }> {
  const stack = new AsyncDisposableStack();
  const wire = stack.use(await MongoWire.start(numbers.answer));
  const db = await Connection.open(wire.url);
  stack.defer(() => db.close());
  const { promise: first, resolve } = Promise.withResolvers<Signal>();
  stack.use(await new MongoSignals(db).watch(resolve));
  return Object.assign(stack, { first });
}

const ns = 'portico.signals';
const token = (n: number): Document => ({ _data: `8${n}` });

describe('signals on a server that offers change streams', () => {
  it('are heard when the stream tells, without looking again and again', async () => {
    const { promise: change, resolve: changes } = Promise.withResolvers<void>();
    const { promise: live, resolve: isLive } = Promise.withResolvers<void>();
    let asked = 0;
    const numbers = new Numbers(async (command) => {
      if ('aggregate' in command)
        return { cursor: { id: 7n, ns, firstBatch: [], postBatchResumeToken: token(0) }, ok: 1 };
      asked += 1;
      if (asked === 1) return { cursor: { id: 7n, ns, nextBatch: [], postBatchResumeToken: token(1) }, ok: 1 };
      isLive();
      await change;
      const event = { _id: token(2), operationType: 'update', documentKey: { _id: 'inbound' } };
      const nextBatch = asked === 2 ? [{ ...event, ns: { db: 'portico', coll: 'signals' } }] : [];
      return { cursor: { id: 7n, ns, nextBatch, postBatchResumeToken: token(asked) }, ok: 1 };
    });
    await using watch = await watched(numbers);
    await live;
    const [before, began] = [numbers.looks, performance.now()];
    numbers.sequence = 2;
    changes();
    expect(await watch.first).toEqual({ topic: 'inbound', sequence: 2 });
    expect(numbers.looks - before).toBeLessThan(3 + (performance.now() - began) / 500);
    expect(performance.now() - began).toBeLessThan(900);
  });

  it('are heard from a stream that is opened anew where the server ended the one before', async () => {
    let streams = 0;
    const { promise: reopened, resolve } = Promise.withResolvers<void>();
    const numbers = new Numbers((command) => {
      if ('getMore' in command) {
        const event = { _id: token(2), operationType: 'invalidate' };
        return { cursor: { id: 0n, ns, nextBatch: [event], postBatchResumeToken: token(2) }, ok: 1 };
      }
      streams += 1;
      if (streams === 2) resolve();
      return { cursor: { id: 7n, ns, firstBatch: [], postBatchResumeToken: token(0) }, ok: 1 };
    });
    await using watch = await watched(numbers);
    await reopened;
    numbers.sequence = 2;
    expect(await watch.first).toEqual({ topic: 'inbound', sequence: 2 });
  });

  it('are heard all the same where the user may open none', async () => {
    const numbers = new Numbers(() => ({ ok: 0, code: 13, errmsg: 'not authorized' }));
    await using watch = await watched(numbers);
    numbers.sequence = 2;
    expect(await watch.first).toEqual({ topic: 'inbound', sequence: 2 });
  });
});
