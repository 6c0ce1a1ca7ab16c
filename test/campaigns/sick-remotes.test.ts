import { sickRemotes } from './sick-remotes/sick-remotes.ts';

/** Short form of `npm run sick-remotes`. */
describe('servers that are sick in every way', () => {
  it('are tried again or given up as each deserves, and healthy ones get what is theirs', async () => {
    const { wrong, sick } = await sickRemotes({ each: 1, healthy: 10 });
    expect(wrong).toEqual([]);
    expect(sick).toBeGreaterThan(25);
  }, 120_000);
});
