import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isGlobalUnicast } from '../../../../federation/wire/addresses.ts';
import { createConnector } from '../../../../federation/wire/connector.ts';
import { exchange } from '../../../../federation/wire/exchange.ts';
import { OriginPools } from '../../../../federation/wire/origin-pools.ts';

/** Two loopback addresses on one port; a test decides which of them counts as public. */
const publicAddress = '127.0.0.1';
const privateAddress = '127.0.0.2';
let servers: Server[];
let reached: string[];
let port: number;

async function listen(address: string, at: number): Promise<Server> {
  const server = createServer((_request, response) => {
    reached.push(address);
    response.writeHead(200, { connection: 'close' }).end('{}');
  });
  server.listen(at, address);
  await once(server, 'listening');
  return server;
}

beforeEach(async () => {
  reached = [];
  const first = await listen(publicAddress, 0);
  port = (first.address() as AddressInfo).port;
  servers = [first, await listen(privateAddress, port)];
});

afterEach(() => {
  for (const server of servers) server.close();
});

function getter(
  answers: readonly string[][],
  isAllowedAddress = (address: string): boolean => address === publicAddress,
) {
  let lookups = 0;
  const pools = new OriginPools({
    connector: createConnector({
      resolver: () => Promise.resolve(answers[Math.min(lookups++, answers.length - 1)] ?? []),
      isAllowedAddress,
      timeout: 5_000,
    }),
    connectionsPerHost: 1,
    connectedHosts: 10,
    connectionIdle: 1_000,
  });
  const get = async (host: string) => {
    const pool = pools.of(`http://${host}:${port}`);
    if (!pool) throw new Error('no pool');
    const options = { deadline: 5_000, bodyBytes: 100, body: 'keep' } as const;
    const answer = await exchange(pool, { path: '/', method: 'GET' }, options);
    return answer.kind === 'failed' ? answer.reason : answer.kind;
  };
  return { get, pools };
}

describe('a connection', () => {
  it('case 36: is judged by the address it is made to, not by an earlier answer for its name', async () => {
    const { get, pools } = getter([[publicAddress], [privateAddress]]);
    expect(await get('rebinding.example')).toBe('response');
    expect(await get('rebinding.example')).toBe('address-not-allowed');
    expect(reached).toEqual([publicAddress]);
    await pools.close();
  });

  it('is made to the allowed ones of several addresses alone', async () => {
    const { get, pools } = getter([[privateAddress, publicAddress]]);
    expect(await get('mixed.example')).toBe('response');
    expect(reached).toEqual([publicAddress]);
    await pools.close();
  });

  it.each([privateAddress, `[::ffff:${privateAddress}]`])('is not made to the address %s in a url', async (host) => {
    const { get, pools } = getter([[publicAddress]]);
    expect(await get(host)).toBe('address-not-allowed');
    expect(reached).toEqual([]);
    await pools.close();
  });

  it.each(['127.0.0.1', 'localhost', 'localhost.', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'case 42: is not made to %s where only the public internet is allowed',
    async (host) => {
      const { get, pools } = getter([['127.0.0.1', '::1']], isGlobalUnicast);
      expect(await get(host)).toBe('address-not-allowed');
      expect(reached).toEqual([]);
      await pools.close();
    },
  );
});
