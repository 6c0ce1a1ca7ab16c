import { Breaker, defaultBreakerLimits } from '../../../../federation/delivery/breaker.ts';

const minute = 60_000;

function failing(times: number, everyMs: number): Breaker {
  const breaker = new Breaker(defaultBreakerLimits);
  for (let nth = 0; nth < times; nth++) breaker.failed(nth * everyMs);
  return breaker;
}

describe('the breaker of a host', () => {
  it('stays closed for four failures in ten minutes', () => {
    expect(failing(4, minute).state(4 * minute)).toBe('closed');
  });

  it('opens at the fifth failure in ten minutes', () => {
    expect(failing(5, minute).state(4 * minute)).toBe('open');
  });

  it('stays closed for failures that are far apart', () => {
    expect(failing(20, 3 * minute).state(60 * minute)).toBe('closed');
  });

  it('forgets failures at a success', () => {
    const breaker = failing(4, 1000);
    breaker.succeeded();
    expect(breaker.failed(5000)).toBe(false);
    expect(breaker.state(5000)).toBe('closed');
  });

  it('lets a probe go after a minute, and closes when that succeeds', () => {
    const breaker = failing(5, 0);
    expect(breaker.state(minute - 1)).toBe('open');
    expect(breaker.state(minute)).toBe('half-open');
    expect(breaker.succeeded()).toBe(true);
    expect(breaker.state(minute)).toBe('closed');
  });

  it('opens for twice as long each time a probe fails, an hour at most', () => {
    const breaker = failing(5, 0);
    let now = 0;
    const waits: number[] = [];
    for (let probe = 0; probe < 8; probe++) {
      const until = breaker.openUntil ?? now;
      waits.push((until - now) / minute);
      now = until;
      expect(breaker.failed(now)).toBe(true);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('takes failures of what was under way when it opened for no news', () => {
    const breaker = failing(5, 0);
    expect(breaker.failed(30_000)).toBe(false);
    expect(breaker.openUntil).toBe(minute);
  });
});
