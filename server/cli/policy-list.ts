import type { Command } from './command.ts';
import { withContext } from './open-context.ts';

export const policyList: Command = {
  usage: '',
  summary: 'Lists the versions of the policy set, newest first; a star marks the one in force.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ policies }) => {
      const versions = await policies.versions.list();
      const [inForce] = await policies.activations.history();
      const lines = versions.map(
        ({ version, author, message, createdAt }) =>
          `${version === inForce?.version ? '*' : ' '} ${version.slice(0, 12)}  ${day(createdAt)}  ${author}  ${message}`,
      );
      return { kind: 'reported', lines, data: { inForce: inForce?.version, versions } };
    }),
};

export const policyHistory: Command = {
  usage: '',
  summary: 'Shows which version of the policy set was in force when, newest first, and who switched to it.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ policies }) => {
      const activations = await policies.activations.history();
      const lines = activations.map(({ n, version, activatedAt, cause, requestedBy, approvedBy, reason }) => {
        const who = approvedBy === undefined ? requestedBy : `${requestedBy} with ${approvedBy}`;
        return `${String(n).padStart(4)}  ${version.slice(0, 12)}  ${day(activatedAt)}  ${cause}  ${who}: ${reason}`;
      });
      return { kind: 'reported', lines, data: { activations } };
    }),
};

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
