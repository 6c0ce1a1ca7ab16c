import { connect } from 'node:net';
import { wireLimits } from '../../../../federation/limits.ts';
import { Journey } from '../../../../federation/wire/journey.ts';
import { acceptActivity, isActivityType } from '../../../../federation/wire/media-type.ts';
import { OriginPools } from '../../../../federation/wire/origin-pools.ts';
import { createSigner } from '../../../../federation/wire/sign.ts';
import { RemoteHost } from '../../../support/wire/remote-host.ts';
import { actorAt, noon, ourOrigin } from '../../../support/wire/wires.ts';

let remote: RemoteHost;
let pools: OriginPools;

beforeEach(async () => {
  remote = await RemoteHost.start();
  pools = new OriginPools({
    // Speaks plainly whatever the scheme: what is tried here is where a journey goes, not how it is encrypted.
    connector: (_target, callback) => {
      const socket = connect(remote.port, '127.0.0.1', () => callback(null, socket));
    },
    connectionsPerHost: 1,
    connectedHosts: 10,
    connectionIdle: 1_000,
  });
});

afterEach(async () => {
  await pools.close();
  await remote.close();
});

function journeyFrom(url: string, plainHttp: boolean): Journey {
  return new Journey(
    {
      rules: { ownOrigin: ourOrigin, plainHttp, federates: () => true, urlLength: wireLimits.urlLength },
      pools,
      signer: createSigner({ keyOf: () => Promise.reject(new Error('nothing is signed here')) }),
      userAgent: 'Portico',
      clock: () => noon,
      limits: wireLimits,
    },
    url,
    { accept: acceptActivity, isType: isActivityType },
  );
}

describe('a journey', () => {
  it.each([
    ['production', false],
    ['development', true],
  ])('case 37: does not leave https in %s', async (_where, plainHttp) => {
    const start = 'https://a.example/users/alice';
    remote.redirect(start, 'http://a.example/plain');
    remote.serve('http://a.example/plain', actorAt('http://a.example/plain'));
    expect(await journeyFrom(start, plainHttp).follow(start)).toEqual({
      kind: 'refused',
      reason: 'a redirect leaves https',
    });
    expect(remote.asked).toHaveLength(1);
  });

  it('goes on from https to https', async () => {
    const [start, end] = ['https://a.example/users/alice', 'https://b.example/users/alice'];
    remote.redirect(start, end);
    remote.serve(end, actorAt(end));
    expect(await journeyFrom(start, false).follow(start)).toMatchObject({ kind: 'document', url: end });
  });
});
