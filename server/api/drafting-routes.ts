import { completionsAt, type OutsideZone } from '../../policies/index.ts';
import type { Draft, Drafting } from '../policy-sets/drafting.ts';
import { answered, nothingThere, objectOf, type Route, type Schema } from './route.ts';

const editors = ['policy-editor', 'reviewer', 'auditor', 'admin'] as const;
const text = { type: 'string', maxLength: 100_000 } as const;

/** Files by name, over those of a version where `from` names one; null takes a file away. */
export const draftProperties: Readonly<Record<string, Schema>> = {
  from: { type: 'string', pattern: '^[0-9a-f]{8,64}$' },
  files: { type: 'object', maxProperties: 1000, additionalProperties: { type: ['string', 'null'] } },
};

/** What an editor of policies asks while somebody writes. Nothing is kept of it. */
export function draftingRoutes(drafting: Drafting): Route[] {
  return [
    {
      method: 'post',
      path: '/policy-sets/check',
      summary: 'What is wrong with a policy folder, and how its examples come out.',
      roles: editors,
      body: objectOf(draftProperties, ['from']),
      answers: { 200: 'Problems, warnings and examples.', 404: 'There is no such version.' },
      async handle({ body }) {
        const files = await drafting.filesOf(body as Draft);
        return files ? answered(await drafting.check(files)) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/policy-sets/try',
      summary: 'What a policy folder says of a text: the outcome, and each reason with where it finds what.',
      roles: editors,
      body: objectOf(
        { ...draftProperties, text, zone: { type: 'string', pattern: '^(public|addressed|partner:[\\w-]+)$' } },
        ['from', 'zone'],
      ),
      answers: { 200: 'What it says, or what is wrong with it.', 404: 'There is no such version.' },
      async handle({ body }) {
        const { text: tried, zone = 'public', ...draft } = body as Draft & { text: string; zone?: OutsideZone };
        const files = await drafting.filesOf(draft);
        return files ? answered(await drafting.try(files, tried, zone)) : nothingThere;
      },
    },
    {
      method: 'get',
      path: '/policy-completions',
      summary: 'Which keys can stand at a place of a policy file, and what they can be set to.',
      roles: editors,
      query: { path: { description: 'Keys that lead there, parted by dots.', schema: { type: 'string' } } },
      answers: { 200: 'The keys.' },
      async handle({ query: { path = '' } }) {
        const keys = completionsAt('policy', path === '' ? [] : path.split('.'));
        return answered({ keys });
      },
    },
  ];
}
