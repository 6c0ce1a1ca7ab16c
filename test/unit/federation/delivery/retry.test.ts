import type { PostOutcome } from '../../../../federation/delivery/collaborators.ts';
import { askedWait, classify, defaultRetryPlan, nextAttempt } from '../../../../federation/delivery/retry.ts';

const hour = 3_600_000;
const middle = (): number => 0.5;

describe('what an answer means for a delivery', () => {
  const answered = (status: number, retryAfterMs?: number): PostOutcome =>
    retryAfterMs === undefined ? { kind: 'answered', status } : { kind: 'answered', status, retryAfterMs };

  it.each([200, 201, 202, 204, 299])('%i is delivered', (status) => {
    expect(classify(answered(status))).toEqual({ kind: 'delivered', status });
  });

  it.each([300, 301, 302, 307, 308, 400, 403, 404, 405, 406, 413, 415, 422, 451])('%i is final', (status) => {
    expect(classify(answered(status))).toEqual({ kind: 'give-up', error: `answered ${status}`, gone: false });
  });

  it('410 is final, and whoever is there is gone', () => {
    expect(classify(answered(410))).toEqual({ kind: 'give-up', error: 'answered 410', gone: true });
  });

  it.each([408, 425, 429, 500, 501, 502, 503, 504, 520, 599])('%i is tried again', (status) => {
    expect(classify(answered(status))).toEqual({ kind: 'retry', error: `answered ${status}` });
  });

  it('401 is tried again for about an hour: whoever could not fetch our key says so, too', () => {
    expect(classify(answered(401))).toEqual({ kind: 'retry', error: 'answered 401', unauthorized: true });
    let waited = 0;
    let attempts = 0;
    const next = () =>
      nextAttempt(defaultRetryPlan, { now: 0, enqueuedAt: 0, attempts: ++attempts, unauthorized: true }, middle);
    for (let wait = next(); wait !== undefined; wait = next()) waited += wait;
    expect(attempts).toBe(10);
    expect(waited / hour).toBeGreaterThan(0.5);
    expect(waited / hour).toBeLessThan(3);
  });

  it.each([429, 503])('%i is tried again when it says', (status) => {
    expect(classify(answered(status, 60_000))).toMatchObject({ kind: 'retry', retryAfterMs: 60_000 });
  });

  it.each(['timeout', 'refused', 'reset', 'dns', 'tls'])('no answer, `%s`, is tried again', (reason) => {
    expect(classify({ kind: 'failed', reason })).toEqual({ kind: 'retry', error: reason });
  });
});

describe('when the next attempt is due', () => {
  const at = (attempts: number, random: () => number, retryAfterMs?: number): number | undefined =>
    nextAttempt(
      defaultRetryPlan,
      { now: 0, enqueuedAt: 0, attempts, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
      random,
    );

  it('makes 16 attempts, over about 60 hours on average', () => {
    let attempts = 1;
    let total = 0;
    for (let wait = at(attempts, middle); wait !== undefined; wait = at(attempts, middle)) {
      attempts += 1;
      total += wait;
    }
    expect(attempts).toBe(16);
    expect(total / hour).toBeGreaterThan(50);
    expect(total / hour).toBeLessThan(70);
  });

  it('spreads evenly from nothing to the ceiling, which doubles', () => {
    expect(at(3, () => 0)).toBe(0);
    expect(at(3, () => 0.999_999)).toBeCloseTo(60_000, -2);
    expect(at(4, () => 0.5)).toBe(2 * (at(3, () => 0.5) ?? 0));
  });

  it('comes no sooner than a host asks for, and not all at once', () => {
    expect(at(1, () => 0, 90_000)).toBe(90_000);
    expect(at(1, () => 0.5, 90_000)).toBe(94_500);
  });

  it('waits a day at most, whatever a host asks for', () => {
    expect(askedWait(defaultRetryPlan, 10 * 365 * 24 * hour, () => 0)).toBe(24 * hour);
    expect(askedWait(defaultRetryPlan, -5000, middle)).toBe(0);
  });

  it('gives up what is a week old', () => {
    const week = 7 * 24 * hour;
    expect(nextAttempt(defaultRetryPlan, { now: week, enqueuedAt: 0, attempts: 2 }, middle)).toBeUndefined();
  });
});
