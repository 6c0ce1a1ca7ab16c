import { compare, median } from '../../bench/measure.ts';

function contest(products: number[], baselines: number[]) {
  const calls: string[] = [];
  const next = (name: string, rates: number[]) => async () => {
    calls.push(name);
    return rates.shift() ?? Number.NaN;
  };
  const dispose = async () => undefined;
  return { calls, product: next('p', products), baseline: next('b', baselines), [Symbol.asyncDispose]: dispose };
}

describe('paired rounds', () => {
  it('divide rates of the same round and leave the warm-up out', async () => {
    const rates = contest([999, 999, 10, 30, 8, 50, 9], [1, 1, 10, 10, 10, 10, 10]);
    expect(await compare(rates, 5)).toMatchObject({ ratio: 1, min: 0.8, max: 5, rounds: 5, product: 10, baseline: 10 });
  });

  it('let the contenders take turns in going first', async () => {
    const rates = contest([1, 1, 1, 1], [1, 1, 1, 1]);
    await compare(rates, 2);
    expect(rates.calls.slice(4).join('')).toBe('pbbp');
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('take the median of %j as %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
