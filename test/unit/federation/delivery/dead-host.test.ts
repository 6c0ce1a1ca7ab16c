import { afterFailure, afterSuccess, nextProbe, unknownHost } from '../../../../federation/delivery/dead-host.ts';

const day = 24 * 60 * 60_000;
const start = Date.UTC(2026, 10, 23, 9);

function failedOn(days: readonly number[]) {
  return days.reduce((record, nth) => afterFailure(record, start + nth * day), unknownHost('sick.example'));
}

describe('a host that fails day after day', () => {
  it('is dead after seven distinct days', () => {
    expect(failedOn([0, 1, 2, 3, 4, 5]).deadSince).toBeUndefined();
    expect(failedOn([0, 1, 2, 3, 4, 5, 6]).deadSince).toBe(start + 6 * day);
  });

  it('counts many failures of one day once', () => {
    expect(failedOn([0, 0, 0, 0, 0, 0, 0, 0]).failingDays).toEqual(['2026-11-23']);
  });

  it('counts days that are not in a row', () => {
    expect(failedOn([0, 3, 6, 9, 12, 15, 18]).deadSince).toBe(start + 18 * day);
  });

  it('begins anew after a success', () => {
    const record = afterSuccess(failedOn([0, 1, 2, 3, 4, 5]));
    expect(record.failingDays).toEqual([]);
    expect(afterFailure(record, start + 6 * day).deadSince).toBeUndefined();
  });

  it('is probed a day after it died, and a day after each probe', () => {
    const dead = failedOn([0, 1, 2, 3, 4, 5, 6]);
    expect(nextProbe(dead)).toBe(start + 7 * day);
    expect(nextProbe({ ...dead, lastProbe: start + 9 * day })).toBe(start + 10 * day);
    expect(nextProbe(unknownHost('well.example'))).toBeUndefined();
  });

  it('lives again after a success, and is still known to want RFC 9421', () => {
    const revived = afterSuccess({ ...failedOn([0, 1, 2, 3, 4, 5, 6]), rfc9421: true });
    expect(revived).toEqual({ host: 'sick.example', failingDays: [], rfc9421: true });
  });

  it('is not written again where there is no news', () => {
    const record = failedOn([0]);
    expect(afterFailure(record, start + 1)).toBe(record);
    const clean = unknownHost('well.example');
    expect(afterSuccess(clean)).toBe(clean);
  });
});
