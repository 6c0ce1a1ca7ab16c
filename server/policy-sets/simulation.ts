import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { History } from '../../federation/index.ts';
import { createGate, type PolicyFiles, type PolicySet } from '../../policies/index.ts';
import type { Mark, ServerCommits, Simulation, SimulationReport, Simulations } from '../ports/index.ts';
import { Tally } from './tally.ts';

export interface SimulationParts {
  readonly history: History;
  readonly simulations: Simulations;
  readonly commits: ServerCommits;
  readonly build: (files: PolicyFiles) => Promise<PolicySet | undefined>;
  readonly clock: () => number;
  readonly newId: () => string;
}

export interface SimulationRequest {
  readonly version: string;
  readonly files: PolicyFiles;
  /** Milliseconds since the epoch; 0 for all of the history. */
  readonly since: number;
  readonly by: string;
}

/** Tries a set on what was decided before, without anything leaving or being kept but the report. */
export interface Simulating {
  /** Keeps the simulation and goes on with it; `finished` resolves with its end. */
  start(
    request: SimulationRequest,
    progress?: (simulation: Simulation) => void,
  ): Promise<{ readonly simulation: Simulation; readonly finished: Promise<Simulation> }>;
  get(id: string): Promise<(Simulation & { readonly marks: readonly Mark[] }) | undefined>;
  list(): Promise<Omit<Simulation, 'report'>[]>;
  /** `false` where there is no such sample. */
  mark(mark: Omit<Mark, 'at'>): Promise<boolean>;
}

/** For how long posts are decided before others get their turn. */
const sliceMs = 10;
const progressEvery = 1_000;
const listedMost = 100;

export function createSimulating(parts: SimulationParts): Simulating {
  const { simulations, commits, clock } = parts;
  return {
    start: (request, progress) => start(parts, request, progress),
    async get(id) {
      const found = await simulations.byId(id);
      return found && { ...found, marks: await simulations.marks(id) };
    },
    list: () => simulations.list(listedMost),
    async mark(mark) {
      const report = (await simulations.byId(mark.simulation))?.report;
      const samples = report?.policies.find(({ policy }) => policy === mark.policy)?.samples ?? [];
      if (!samples.some(({ post }) => post === mark.post)) return false;
      await commits.commit([{ change: 'simulation.mark', mark: { ...mark, at: clock() } }]);
      return true;
    },
  };
}

async function start(
  parts: SimulationParts,
  { version, files, since, by }: SimulationRequest,
  progress: (simulation: Simulation) => void = () => undefined,
): ReturnType<Simulating['start']> {
  const total = await parts.history.count(since);
  const [id, startedAt] = [parts.newId(), parts.clock()];
  let simulation: Simulation = { id, version, since, by, startedAt, state: 'running', done: 0, total };
  const keep = async (more: Partial<Simulation>): Promise<Simulation> => {
    simulation = { ...simulation, ...more };
    await parts.commits.commit([{ change: 'simulation.put', simulation }]);
    progress(simulation);
    return simulation;
  };
  await keep({});
  const run = async (): Promise<Simulation> => {
    const set = await parts.build(files);
    if (!set) throw new Error('the set does not compile');
    const report = await simulate(parts.history, set, since, (done) => keep({ done }));
    return keep({ state: 'done', done: report.posts + report.gone, report });
  };
  // What failed may quote a post, so it is not kept.
  return { simulation, finished: run().catch(() => keep({ state: 'failed' })) };
}

/** The very decision of the outbox, post by post; the same history and set give the same report. */
export async function simulate(
  history: History,
  set: PolicySet,
  since: number,
  progress: (done: number) => Promise<unknown>,
): Promise<SimulationReport> {
  // What this gate releases is thrown away, and its seal opens nothing.
  const deciding = set.remembering();
  const gate = createGate({ policySet: () => deciding, sealKey: randomBytes(32), clock: () => 0, newId: () => '' });
  const tally = new Tally(set);
  let done = 0;
  let until = performance.now() + sliceMs;
  for await (const page of history.read(since)) {
    for (const past of page) {
      if (past) tally.add(past.id, past.decision.verdict, await history.decide(gate, past), past.documents[0]);
      else tally.gone();
      done += 1;
      if (done % progressEvery === 0) await progress(done);
      if (performance.now() < until) continue;
      await turn();
      until = performance.now() + sliceMs;
    }
  }
  return tally.report();
}
