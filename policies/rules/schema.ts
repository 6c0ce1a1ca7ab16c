import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { PolicyDocument } from './document.ts';
import exceptionSchema from './exception.schema.json' with { type: 'json' };
import type { ExceptionDocument } from './exception.ts';
import { explain, type SchemaMistake } from './mistake.ts';
import policySchema from './policy.schema.json' with { type: 'json' };

/** A parsed YAML value that satisfies a schema, or all its mistakes at once, each place named once. */
export type Formed<T> =
  | { readonly ok: true; readonly document: T }
  | { readonly ok: false; readonly mistakes: SchemaMistake[] };

/** Checks against the published schemas. */
export const checkPolicyForm = formOf<PolicyDocument>(policySchema);
export const checkExceptionForm = formOf<ExceptionDocument>(exceptionSchema);

function formOf<T>(schema: object): (value: unknown) => Formed<T> {
  const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<T>(schema);
  return (value) => (validate(value) ? { ok: true, document: value } : { ok: false, mistakes: mistakesIn(validate) });
}

function mistakesIn({ errors }: Pick<ValidateFunction, 'errors'>): SchemaMistake[] {
  const mistakes = new Map<string, SchemaMistake>();
  for (const error of errors ?? []) {
    if (isBranch(error)) continue;
    const mistake = explain(error);
    const place = `${mistake.pointer} ${mistake.atKey}`;
    if (!mistakes.has(place)) mistakes.set(place, mistake);
  }
  return [...mistakes.values()];
}

/** What one branch of a choice misses says nothing by itself; the choice reports it. */
function isBranch(error: ErrorObject): boolean {
  return error.keyword === 'if' || /\/(?:oneOf|anyOf|if)\/[^#]/.test(error.schemaPath);
}
