import { hungHosts } from './sick-remotes/hung-hosts.ts';
import { sickRemotes } from './sick-remotes/sick-remotes.ts';

/** Short form of `npm run sick-remotes`. */
describe('servers that are sick in every way', () => {
  it('are tried again or given up as each deserves, and healthy ones get what is theirs', async () => {
    const { wrong, sick } = await sickRemotes({ each: 1, healthy: 10 });
    expect(wrong).toEqual([]);
    expect(sick).toBeGreaterThan(25);
  }, 120_000);
});

/** Short form of `npm run hung-hosts`. */
describe('hosts that hang', () => {
  it('delay the followers on healthy ones by nothing of the time that they are given', async () => {
    const { beside, followers } = await hungHosts({ hosts: 25, hung: 5, followersPerHost: 4 });
    expect(followers).toBe(100);
    // A hung attempt lasts ten seconds.
    expect(beside.lastMs).toBeLessThan(10_000);
  }, 120_000);
});
