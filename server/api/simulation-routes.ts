import type { Simulating } from '../policy-sets/simulation.ts';
import type { PolicyVersions } from '../policy-sets/versions.ts';
import { answered, nothingThere, objectOf, type Route } from './route.ts';

export interface SimulationApi {
  readonly versions: PolicyVersions;
  readonly simulating: Simulating;
}

const readers = ['policy-editor', 'reviewer', 'auditor', 'admin'] as const;
const text = { type: 'string', minLength: 1, maxLength: 2000 } as const;

/** A version of the policy set, tried on what was posted before. */
export function simulationRoutes({ versions, simulating }: SimulationApi): Route[] {
  return [
    {
      method: 'get',
      path: '/simulations',
      summary: 'Simulations, newest first, without their reports.',
      roles: readers,
      answers: { 200: 'The simulations.' },
      handle: async () => answered({ simulations: await simulating.list() }),
    },
    {
      method: 'post',
      path: '/simulations',
      summary: 'Tries a version on what was posted since a time, or ever; it goes on after the answer.',
      roles: ['policy-editor'],
      body: objectOf({ version: text, since: { type: 'integer', minimum: 0 } }, ['since']),
      answers: { 202: 'The simulation, which runs.', 404: 'There is no such version.' },
      async handle({ account, body }) {
        const { version, since = 0 } = body as { version: string; since?: number };
        const record = await versions.named(version);
        if (!record) return nothingThere;
        const request = { version: record.version, files: record.files, since, by: account.actorId };
        const { simulation } = await simulating.start(request);
        return answered(simulation, 202);
      },
    },
    {
      method: 'get',
      path: '/simulations/{id}',
      summary: 'How far it is and, when it is done, what the version changes: policy by policy, with masked samples.',
      roles: readers,
      answers: { 200: 'The simulation.', 404: 'There is none.' },
      async handle({ path }) {
        const found = await simulating.get(path['id'] ?? '');
        return found ? answered(found) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/simulations/{id}/marks',
      summary: 'Says of a sample whether the policy is right about it.',
      roles: ['policy-editor', 'reviewer'],
      body: objectOf({ policy: text, post: text, verdict: { enum: ['true', 'false'] } }),
      answers: { 200: 'Kept.', 404: 'There is no such sample.' },
      async handle({ path, account, body }) {
        const sample = body as { policy: string; post: string; verdict: 'true' | 'false' };
        const kept = await simulating.mark({ simulation: path['id'] ?? '', by: account.actorId, ...sample });
        return kept ? answered({ kept }) : nothingThere;
      },
    },
  ];
}
