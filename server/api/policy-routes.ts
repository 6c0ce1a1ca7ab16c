import type { Activations, Refused } from '../policy-sets/activations.ts';
import type { Draft, Drafting } from '../policy-sets/drafting.ts';
import type { PolicyVersions } from '../policy-sets/versions.ts';
import type { SetInForce } from '../review/masking.ts';
import { draftProperties } from './drafting-routes.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

export interface PolicyApi {
  /** The set that decides, or why there is none. */
  readonly policySet: SetInForce;
  readonly versions: PolicyVersions;
  readonly activations: Activations;
  readonly drafting: Pick<Drafting, 'filesOf'>;
}

const readers = ['policy-editor', 'reviewer', 'auditor', 'admin'] as const;
const version = { type: 'string', pattern: '^[0-9a-f]{8,64}$' };

/** Versions of the policy set and the switch between them. */
export function policyRoutes(api: PolicyApi): Route[] {
  return [...versionRoutes(api), ...switchRoutes(api), exceptionsRoute(api)];
}

function exceptionsRoute({ policySet }: PolicyApi): Route {
  return {
    method: 'get',
    path: '/policy-exceptions',
    summary: 'Exceptions of the set in force, with owner, reason and end; those that are over as well.',
    roles: readers,
    answers: { 200: 'The exceptions.' },
    async handle() {
      const set = policySet();
      return answered({ exceptions: typeof set === 'object' ? set.exceptions : [] });
    },
  };
}

function versionRoutes({ versions, drafting }: PolicyApi): Route[] {
  return [
    {
      method: 'get',
      path: '/policy-sets',
      summary: 'Every version of the policy set, newest first, without its files.',
      roles: readers,
      answers: { 200: 'The versions.' },
      handle: async () => answered({ versions: await versions.list() }),
    },
    {
      method: 'post',
      path: '/policy-sets',
      summary: 'Hands in a policy folder as a new version; nothing is in force by that.',
      roles: ['policy-editor'],
      body: objectOf(
        { ...draftProperties, files: { ...draftProperties['files'], minProperties: 1 }, message: sentence },
        ['from'],
      ),
      answers: { 201: 'The version.', 404: 'There is no version to build on.', 422: 'What is wrong with which file.' },
      async handle({ account, body }) {
        const { message, ...draft } = body as Draft & { message: string };
        const files = await drafting.filesOf(draft);
        if (!files) return nothingThere;
        const outcome = await versions.push({ files, author: account.actorId, message });
        if (outcome.kind === 'pushed') return answered(outcome, 201);
        const { problems } = outcome;
        return problem(422, 'this set can not come in force', `${problems.length} to correct`, { problems });
      },
    },
    {
      method: 'get',
      path: '/policy-sets/{version}',
      summary: 'One version with its files; records and documents as hashes.',
      roles: readers,
      answers: { 200: 'The version.', 404: 'There is none.' },
      async handle({ path }) {
        const record = await versions.named(path['version'] ?? '');
        return record ? answered(record) : nothingThere;
      },
    },
    {
      method: 'get',
      path: '/policy-sets/{version}/diff',
      summary: 'What differs from another version, file by file.',
      roles: readers,
      query: { from: { description: 'The other version.', schema: version } },
      answers: { 200: 'The differences.', 404: 'One of the versions is not there.' },
      async handle({ path, query }) {
        const [from, to] = [await versions.named(query['from'] ?? ''), await versions.named(path['version'] ?? '')];
        return from && to
          ? answered({ from: from.version, to: to.version, files: versions.diff(from, to) })
          : nothingThere;
      },
    },
  ];
}

function switchRoutes({ versions, activations }: PolicyApi): Route[] {
  return [
    {
      method: 'get',
      path: '/policy-activations',
      summary: 'Which version was in force when, and who switched to it, newest first.',
      roles: readers,
      answers: { 200: 'The activations.' },
      handle: async () => answered({ activations: await activations.history() }),
    },
    {
      method: 'get',
      path: '/policy-requests',
      summary: 'Requests to activate a version, newest first.',
      roles: readers,
      answers: { 200: 'The requests.' },
      handle: async () => answered({ requests: await activations.requests() }),
    },
    {
      method: 'post',
      path: '/policy-requests',
      summary: 'Asks for a version to come in force; another editor has to approve.',
      roles: ['policy-editor'],
      body: objectOf({ version, reason: sentence }),
      answers: { 201: 'The request.', 404: 'There is no such version.', 409: 'It can not come in force.' },
      async handle({ account, body }) {
        const { version: named, reason } = body as { version: string; reason: string };
        const record = await versions.named(named);
        const outcome = await activations.request({ version: record?.version ?? '', by: account, reason });
        return outcome.kind === 'requested' ? answered(outcome.request, 201) : refusal(outcome);
      },
    },
    {
      method: 'post',
      path: '/policy-requests/{id}/approve',
      stepUp: true,
      summary: 'Agrees to what another editor asked for: the version is in force.',
      roles: ['policy-editor'],
      answers: { 200: 'The activation.', 404: 'There is no such request.', 409: 'It is yours, or decided already.' },
      async handle({ account, path }) {
        const outcome = await activations.approve(path['id'] ?? '', account);
        return outcome.kind === 'activated' ? answered(outcome.activation) : refusal(outcome);
      },
    },
    {
      method: 'post',
      path: '/policy-requests/{id}/reject',
      summary: 'Declines a request, or takes back your own.',
      roles: ['policy-editor'],
      answers: { 200: 'The request.', 404: 'There is no such request.', 409: 'It is decided already.' },
      async handle({ account, path }) {
        const outcome = await activations.reject(path['id'] ?? '', account);
        return outcome.kind === 'rejected' ? answered(outcome.request) : refusal(outcome);
      },
    },
    {
      method: 'post',
      path: '/policy-rollback',
      stepUp: true,
      summary: 'Goes back to the version before the one in force, at once.',
      roles: ['policy-editor', 'admin'],
      body: objectOf({ reason: sentence }),
      answers: { 200: 'The activation.', 409: 'There is nothing to go back to.' },
      async handle({ account, body }) {
        const { reason } = body as { reason: string };
        const outcome = await activations.rollback({ by: account, reason });
        return outcome.kind === 'activated' ? answered(outcome.activation) : refusal(outcome);
      },
    },
  ];
}

function refusal(refused: Refused): Answer {
  if (refused.kind === 'absent') return nothingThere;
  const { reason, problems } = refused;
  return problem(409, 'this can not be done', reason, problems && { problems });
}
