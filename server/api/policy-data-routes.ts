import type { PolicySetRecord } from '../../federation/ports/index.ts';
import type { Activations } from '../policy-sets/activations.ts';
import { createDataSets, type DataKind, dataKinds } from '../policy-sets/data-sets.ts';
import { changeData, type DataOutcome } from '../policy-sets/data-upload.ts';
import type { PolicyVersions } from '../policy-sets/versions.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route } from './route.ts';

export interface PolicyDataApi {
  readonly versions: PolicyVersions;
  readonly activations: Pick<Activations, 'history'>;
}

const readers = ['policy-editor', 'reviewer', 'auditor', 'admin'] as const;
const version = { type: 'string', pattern: '^[0-9a-f]{8,64}$' };
const named = { kind: { enum: dataKinds }, name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' } };
const base64 = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' };

interface Change {
  readonly from?: string;
  readonly kind: DataKind;
  readonly name: string;
  readonly files?: readonly { readonly name: string; readonly content: string }[];
}

/** Dictionaries, records, confidential documents and pictures that policies look for. */
export function policyDataRoutes(api: PolicyDataApi): Route[] {
  const dataSets = createDataSets(api.versions);
  const answers = {
    201: 'The version that has it so.',
    404: 'There is no version to build on, or nothing under this name.',
    422: 'What is wrong with which file.',
  };
  return [
    {
      method: 'get',
      path: '/policy-data',
      summary: 'The data of a version, with size, who handed it in, since when, and the policies that look for it.',
      roles: readers,
      query: { version: { description: 'The one in force where it is left out.', schema: version } },
      answers: { 200: 'The data sets.', 404: 'There is no such version.' },
      async handle({ query }) {
        const record = await baseOf(api, query['version']);
        if (record === 'absent') return nothingThere;
        return answered({ version: record?.version, sets: record ? await dataSets(record) : [] });
      },
    },
    {
      method: 'post',
      path: '/policy-data',
      summary:
        'Hands in a version with a data set put in, or in the place of the one of that name; not in force by that.',
      roles: ['policy-editor'],
      body: objectOf(
        {
          from: version,
          ...named,
          files: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: objectOf({ name: { type: 'string', minLength: 1, maxLength: 200 }, content: base64 }),
          },
        },
        ['from'],
      ),
      answers,
      handle: async ({ account, body }) => change(api, account.actorId, body as Change),
    },
    {
      method: 'post',
      path: '/policy-data/remove',
      summary: 'Hands in a version without a data set; refused where a policy looks for it.',
      roles: ['policy-editor'],
      body: objectOf({ from: version, ...named }, ['from']),
      answers,
      handle: async ({ account, body }) => change(api, account.actorId, body as Change),
    },
  ];
}

async function change(api: PolicyDataApi, author: string, asked: Change): Promise<Answer> {
  const from = await baseOf(api, asked.from);
  if (from === 'absent') return nothingThere;
  const files = (asked.files ?? []).map(({ name, content }) => ({ name, bytes: Buffer.from(content, 'base64') }));
  return toAnswer(await changeData(api.versions, { ...asked, from, files, author }));
}

function toAnswer(outcome: DataOutcome): Answer {
  switch (outcome.kind) {
    case 'pushed':
      return answered(outcome, 201);
    case 'absent':
      return nothingThere;
    case 'refused': {
      const { problems } = outcome;
      const [first] = problems;
      const detail = first
        ? `${first.file}: ${first.message}${first.hint ? `: ${first.hint}` : ''}`
        : 'nothing was changed';
      return problem(422, 'this set can not come in force', detail, { problems });
    }
  }
}

/** The version that is named, or the one in force; undefined where there is none yet. */
async function baseOf(
  { versions, activations }: PolicyDataApi,
  wanted: string | undefined,
): Promise<PolicySetRecord | undefined | 'absent'> {
  if (wanted !== undefined) return (await versions.named(wanted)) ?? 'absent';
  const [active] = await activations.history();
  return active && versions.get(active.version);
}
