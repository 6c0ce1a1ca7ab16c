import { fuzzDestinations } from './fuzz/destinations.ts';
import { fuzzHttp } from './fuzz/http.ts';
import { fuzzInbox } from './fuzz/inbox.ts';
import { fuzzParsers } from './fuzz/parsers.ts';

/** Short forms of `npm run fuzz`. */
const seed = 20_261_123;

describe('whatever comes from outside', () => {
  it('is taken or refused by the inbox, and worked off', async () => {
    const { faults, outcomes } = await fuzzInbox({ runs: 1_000, seed });
    expect(faults).toEqual([]);
    expect(outcomes).toMatchObject({ 202: expect.any(Number), 400: expect.any(Number), 401: expect.any(Number) });
  });

  it('is answered over HTTP without a 5xx', async () => {
    const { faults, outcomes, ownStallMs } = await fuzzHttp({ runs: 300, seed });
    expect(faults).toEqual([]);
    expect(outcomes[202]).toBeGreaterThan(50);
    // Seconds without the caps on tags and members; the long form, where nothing else runs, asks for 50.
    expect(ownStallMs).toBeLessThan(500);
  });

  it('as a signed header is read or refused', async () => {
    const { faults, outcomes } = await fuzzParsers({ runs: 20_000, seed });
    expect(faults).toEqual([]);
    expect(Object.keys(outcomes).sort()).toEqual(['claim claim', 'claim refused', 'refused claim', 'refused refused']);
  });

  it('as an address or a URL is allowed where it is public and https', async () => {
    const { faults, outcomes } = await fuzzDestinations({ runs: 20_000, seed });
    expect(faults).toEqual([]);
    expect(outcomes['allowed']).toBeGreaterThan(100);
  });
});
