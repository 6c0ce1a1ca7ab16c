import { completionsAt, type OutsideZone } from '../../policies/index.ts';
import type { Draft, Drafting } from '../policy-sets/drafting.ts';
import { answered, nothingThere, objectOf, type Route, type Schema } from './route.ts';

const editors = ['policy-editor', 'reviewer', 'auditor', 'admin'] as const;
const text = { type: 'string', maxLength: 100_000 } as const;

const file = objectOf({
  name: { type: 'string', minLength: 1, maxLength: 255 },
  /** Base64. */
  content: { type: 'string', maxLength: 16 * 1024 * 1024, pattern: '^[A-Za-z0-9+/]*={0,2}$' },
});

interface Tried {
  readonly text: string;
  readonly zone?: OutsideZone;
  readonly file?: { readonly name: string; readonly content: string };
}

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
      summary:
        'What a policy folder says of a text and a file with it: the outcome, each reason with where it finds what, and what is read in the file.',
      roles: editors,
      body: objectOf(
        { ...draftProperties, text, zone: { type: 'string', pattern: '^(public|addressed|partner:[\\w-]+)$' }, file },
        ['from', 'zone', 'file'],
      ),
      answers: { 200: 'What it says, or what is wrong with it.', 404: 'There is no such version.' },
      async handle({ body }) {
        const { text: tried, zone = 'public', file: sent, ...draft } = body as Draft & Tried;
        const files = await drafting.filesOf(draft);
        if (!files) return nothingThere;
        const attached = sent && { name: sent.name, bytes: Buffer.from(sent.content, 'base64') };
        return answered(await drafting.try(files, { text: tried, zone, ...(attached && { file: attached }) }));
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
