import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerCampaign } from './ledger.ts';

describe('a ledger that somebody tampers with', () => {
  it('tells, whatever is flipped, taken out, swapped or cut off, in the store and in an export', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portico-ledger-'));
    try {
      const campaign = await ledgerCampaign(folder, 300, Math.random);
      expect(campaign.wrong).toEqual([]);
      for (const { name, tried, detected } of [...campaign.store, ...campaign.export]) {
        expect(tried).toBeGreaterThan(0);
        expect({ name, detected }).toEqual({ name, detected: tried });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
