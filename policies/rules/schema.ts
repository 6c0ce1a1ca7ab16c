import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { PolicyDocument } from './document.ts';
import { explain, type SchemaMistake } from './mistake.ts';
import policySchema from './policy.schema.json' with { type: 'json' };

const validate: ValidateFunction<PolicyDocument> = new Ajv2020({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
}).compile<PolicyDocument>(policySchema);

/** Checks a parsed YAML value against the published schema; all its mistakes at once, each place named once. */
export function checkAgainstSchema(
  value: unknown,
): { ok: true; document: PolicyDocument } | { ok: false; mistakes: SchemaMistake[] } {
  if (validate(value)) return { ok: true, document: value };
  const mistakes = new Map<string, SchemaMistake>();
  for (const error of validate.errors ?? []) {
    if (isBranch(error)) continue;
    const mistake = explain(error);
    const place = `${mistake.pointer} ${mistake.atKey}`;
    if (!mistakes.has(place)) mistakes.set(place, mistake);
  }
  return { ok: false, mistakes: [...mistakes.values()] };
}

/** What one branch of a choice misses says nothing by itself; the choice reports it. */
function isBranch(error: ErrorObject): boolean {
  return error.keyword === 'if' || /\/(?:oneOf|anyOf|if)\/[^#]/.test(error.schemaPath);
}
