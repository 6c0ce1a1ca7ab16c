import type { Explaining } from '../policy-sets/explain.ts';
import { answered, nothingThere, type Route } from './route.ts';

const text = { type: 'string' } as const;

/** Why posts leave or don't, and who can see them. */
export function explainRoutes(explaining: Explaining): Route[] {
  return [
    {
      method: 'get',
      path: '/explanations',
      summary:
        'Why a post was stopped or let go, what the set in force says of it, and why a reader can see it or not.',
      roles: ['policy-editor', 'reviewer', 'auditor', 'admin'],
      query: {
        post: { description: 'Id of an activity, an object or a hold.', schema: text },
        reader: { description: 'A user name, `anonymous`, or the host of another server.', schema: text },
      },
      answers: { 200: 'The explanation.', 404: 'Nothing was decided on such a post.' },
      async handle({ query: { post = '', reader } }) {
        const explanation = await explaining.explain(post, reader);
        return explanation ? answered(explanation) : nothingThere;
      },
    },
  ];
}
