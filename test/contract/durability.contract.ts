import { type Kills, killCampaign } from './kill-campaign.ts';

/** `place`: where the store is, for a process of its own (see open-at.ts). */
export function durabilityContract(place: () => string, kills: Kills): void {
  it('keeps all that it acknowledged, and nothing by halves, when its process is killed at any moment', async () => {
    const report = await killCampaign(place(), kills, Math.random);
    expect(report.acknowledged).toBeGreaterThan(kills.cycles);
    expect(report).toMatchObject({ lost: [], halved: [] });
  }, 120_000);
}
