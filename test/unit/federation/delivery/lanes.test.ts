import { defaultLaneLimits, Lanes } from '../../../../federation/delivery/lanes.ts';

type Job = string;
const limits = { ...defaultLaneLimits, quick: 8, inFlight: 24 };
const answered = { slow: false, answered: true };
const fresh = { sender: 'press', triedBefore: false, answered: false };
const tried = { ...fresh, triedBefore: true };

function lanesWith(jobs: Readonly<Record<string, number>>): Lanes<Job> {
  const lanes = new Lanes<Job>(limits);
  for (const [host, count] of Object.entries(jobs)) {
    for (let nth = 1; nth <= count; nth++) lanes.add(host, `${host}${nth}`, fresh);
  }
  return lanes;
}

/** Starts whatever may start. */
function started(lanes: Lanes<Job>): Job[] {
  const jobs: Job[] = [];
  for (let job = lanes.next(); job !== undefined; job = lanes.next()) jobs.push(job);
  return jobs;
}

/** Finishes what is under way for a host and starts what may start then, a few times; returns how many are under way. */
function roundTrips(lanes: Lanes<Job>, host: string, rounds: number): number {
  started(lanes);
  for (let round = 0; round < rounds; round++) {
    for (let nth = lanes.inFlight; nth > 0; nth--) lanes.finished(host, answered);
    started(lanes);
  }
  return lanes.inFlight;
}

describe('lanes', () => {
  it('serve hosts in turn', () => {
    const lanes = lanesWith({ a: 3, b: 3, c: 1 });
    expect(started(lanes)).toEqual(['a1', 'b1', 'c1']);
    for (const host of ['a', 'b', 'c']) lanes.finished(host, answered);
    expect(started(lanes)).toEqual(['a2', 'b2', 'a3', 'b3']);
  });

  it('give a host that has not answered yet one attempt at a time', () => {
    const lanes = lanesWith({ a: 10 });
    expect(started(lanes)).toEqual(['a1']);
    lanes.finished('a', { slow: false, answered: false });
    expect(started(lanes)).toEqual(['a2']);
  });

  it('give the only host with work more and more places as it answers, up to all the quick ones', () => {
    const lanes = lanesWith({ a: 200 });
    expect(roundTrips(lanes, 'a', 2)).toBe(4);
    expect(roundTrips(lanes, 'a', 3)).toBe(8);
  });

  it('give each of many hosts two places at most', () => {
    const lanes = lanesWith({ a: 20, b: 20, c: 20, d: 20, e: 20 });
    for (let round = 0; round < 5; round++) for (const job of started(lanes)) lanes.finished(job.slice(0, 1), answered);
    const places = new Map<string, number>();
    for (const job of started(lanes)) places.set(job.slice(0, 1), (places.get(job.slice(0, 1)) ?? 0) + 1);
    expect([...places.values()].every((count) => count <= 2)).toBe(true);
    expect(lanes.inFlight).toBe(8);
  });

  it('start what was never tried before what was', () => {
    const lanes = new Lanes<Job>(limits);
    lanes.add('a', 'retried', tried);
    lanes.add('a', 'fresh', fresh);
    expect(lanes.next()).toBe('fresh');
    lanes.finished('a', answered);
    expect(lanes.next()).toBe('retried');
  });

  it('serve senders in turn, and each in its own order', () => {
    const lanes = new Lanes<Job>(limits);
    for (let nth = 1; nth <= 50; nth++) lanes.add('a', `press${nth}`, fresh);
    for (const nth of [1, 2]) lanes.add('a', `anna${nth}`, { ...fresh, sender: 'anna' });
    lanes.add('a', 'bert1', { ...fresh, sender: 'bert' });
    const order: Job[] = [];
    for (let turn = 0; turn < 6; turn++) {
      order.push(lanes.next() ?? '');
      lanes.finished('a', { slow: false, answered: false });
    }
    expect(order).toEqual(['press1', 'anna1', 'bert1', 'press2', 'anna2', 'press3']);
    expect(lanes.take('a')).toHaveLength(47);
    expect(lanes.queued).toBe(0);
  });

  it('give the places of slow attempts to others, but not their lanes', () => {
    const hung = Object.fromEntries(Array.from({ length: 8 }, (_, nth) => [`hung-${nth}-`, 2]));
    const lanes = lanesWith(hung);
    expect(started(lanes)).toHaveLength(8);
    lanes.add('well', 'well1', fresh);
    expect(started(lanes)).toEqual([]);
    for (const host of Object.keys(hung)) lanes.slowed(host);
    expect(started(lanes)).toEqual(['well1']);
  });

  it('keep the last places for hosts that answer', () => {
    const hung = Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`hung-${nth}-`, 1]));
    const lanes = lanesWith({ well: 1 });
    expect(started(lanes)).toEqual(['well1']);
    lanes.add('well', 'well2', fresh);
    lanes.finished('well', answered);
    expect(started(lanes)).toEqual(['well2']);
    for (const host of Object.keys(hung)) lanes.add(host, host, fresh);
    for (let jobs = started(lanes); jobs.length > 0; jobs = started(lanes)) for (const host of jobs) lanes.slowed(host);
    expect(lanes.inFlight).toBe(16);
    lanes.add('well', 'well3', fresh);
    expect(started(lanes)).toEqual(['well3']);
  });

  it('keep the last places for hosts that answered when they were last spoken to', () => {
    const lanes = lanesWith(Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`hung-${nth}-`, 1])));
    for (let jobs = started(lanes); jobs.length > 0; jobs = started(lanes))
      for (const host of jobs) lanes.slowed(host.slice(0, -1));
    expect([lanes.inFlight, lanes.queued, lanes.ready]).toEqual([16, 24, 0]);
    lanes.add('well', 'well1', { ...fresh, answered: true });
    expect(lanes.ready).toBe(1);
    expect(started(lanes)).toEqual(['well1']);
    expect(lanes.takeStuck()).toHaveLength(24);
    expect([lanes.queued, lanes.ready]).toEqual([0, 0]);
  });

  it('count as ready what does not wait behind a slow attempt', () => {
    const lanes = lanesWith({ a: 5, b: 5 });
    started(lanes);
    lanes.slowed('a');
    expect(lanes.ready).toBe(4);
    lanes.add('a', 'a6', fresh);
    expect(lanes.ready).toBe(4);
    expect(lanes.takeStuck()).toEqual(['a2', 'a3', 'a4', 'a5', 'a6']);
    expect([lanes.queued, lanes.ready]).toEqual([4, 4]);
    lanes.add('a', 'a7', fresh);
    lanes.finished('a', { slow: true, answered: true });
    expect([lanes.queued, lanes.ready]).toEqual([5, 5]);
  });

  it('narrow the lane of a host that fails', () => {
    const lanes = lanesWith({ a: 200 });
    const wide = roundTrips(lanes, 'a', 5);
    for (let nth = 0; nth < wide; nth++) lanes.finished('a', { slow: false, answered: false });
    expect(started(lanes)).toHaveLength(1);
  });

  it('forget hosts without work', () => {
    const lanes = lanesWith({ a: 1, b: 1 });
    for (const job of started(lanes)) lanes.finished(job.slice(0, 1), answered);
    expect([lanes.busy, lanes.queued, lanes.inFlight]).toEqual([0, 0, 0]);
  });
});
