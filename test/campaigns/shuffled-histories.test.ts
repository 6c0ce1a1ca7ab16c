import { shuffledHistories } from './shuffled-histories.ts';

describe('a history that is told in other orders', () => {
  it('ends in the same state', async () => {
    const { inOrder, differing, activities } = await shuffledHistories({
      shuffles: 24,
      stories: 1,
      seed: 20_261_123,
      atOnce: 8,
    });
    expect(activities).toBeGreaterThan(20);
    expect(inOrder).toMatchObject({
      followers: [expect.stringContaining('bob')],
      posts: [[expect.any(String), 'Note', '<p>third</p>']],
      counts: { favourites: 1, boosts: 1 },
      poll: { votersCount: 1 },
    });
    expect(differing).toEqual([]);
  }, 120_000);
});
