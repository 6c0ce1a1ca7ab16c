import { crashCampaign } from './crash.ts';

describe('a server that is killed at any moment', () => {
  it('loses no acknowledged post and sends nothing without a receipt', async () => {
    let state = 7;
    const random = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const cycles = process.env['PORTICO_STORE'] ? 3 : 6;
    const report = await crashCampaign(cycles, random, () => undefined);
    expect(report.acknowledged).toBeGreaterThan(0);
    expect(report).toMatchObject({ lost: [], unreceipted: 0, leaked: 0 });
  }, 300_000);
});
