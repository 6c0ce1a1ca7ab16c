import type { PolicyDocument } from './document.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';

/** What goes with which action. */
const details = {
  redaction: 'redact',
  audience: 'downgrade',
  disclosure: 'disclose',
  confirmation: 'confirm',
  approval: 'hold',
} as const satisfies Partial<Record<keyof PolicyDocument, PolicyDocument['action']>>;

/** An action without what it needs. */
export function checkAction({ document, problem }: PolicyFile): Problem[] {
  if (document.action !== 'disclose' || document.disclosure !== undefined) return [];
  return [problem('/action', '`disclose` has no line to add', 'add `disclosure: Posted by an employee of …`')];
}

/** A warning for each detail of another action. */
export function idleDetails({ document, problem }: PolicyFile): Problem[] {
  return (Object.keys(details) as (keyof typeof details)[])
    .filter((key) => document[key] !== undefined && document.action !== details[key])
    .map((key) => problem(`/${key}`, `\`${key}\` matters only where the action is ${details[key]}`));
}
