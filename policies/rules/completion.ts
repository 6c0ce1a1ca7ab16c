import { entityNames } from './entities.ts';
import exceptionSchema from './exception.schema.json' with { type: 'json' };
import policySchema from './policy.schema.json' with { type: 'json' };

/** JSON Schemas (draft 2020-12) of the files of a policy folder, by what they are. */
export const schemas: Readonly<Record<'policy' | 'exception', object>> = {
  policy: policySchema,
  exception: exceptionSchema,
};

/** A key that an editor can offer at one place of a file. */
export interface Completion {
  readonly key: string;
  readonly description: string;
  /** What it can be set to, where that is known. */
  readonly values?: readonly string[];
  /** What holds where it is left out. */
  readonly default?: string;
}

/** The part of JSON Schema that the schemas use to say what stands where. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly items?: Schema;
}

/**
 * The keys that can stand in a file at a place, given as the keys that lead there; items of lists count for nothing, so
 * `['match', 'any', 'near']` is `near` of any item of `any`. Empty where no key can stand.
 */
export function completionsAt(file: 'policy' | 'exception', path: readonly string[] = []): Completion[] {
  // The schemas are ours: what TypeScript infers of their JSON is narrower than what the walk needs to know.
  const root = schemas[file] as Schema & { readonly $defs?: Readonly<Record<string, Schema>> };
  const resolved = (schema: Schema): Schema => {
    const name = schema.$ref?.replace('#/$defs/', '');
    const target = name === undefined ? undefined : root.$defs?.[name];
    if (target === undefined) return schema;
    const { $ref: _, ...own } = schema;
    return { ...resolved(target), ...own };
  };
  const inside = (schema: Schema): Schema => {
    const whole = resolved(schema);
    return whole.items === undefined ? whole : inside(whole.items);
  };
  let at = inside(root);
  for (const key of path) {
    const next = at.properties?.[key];
    if (next === undefined || typeof next === 'boolean') return [];
    at = inside(next);
  }
  return Object.entries(at.properties ?? {}).flatMap(([key, schema]) =>
    typeof schema === 'boolean' ? [] : completionOf(key, resolved(schema)),
  );
}

function completionOf(key: string, schema: Schema): Completion {
  const values = key === 'entity' ? entityNames : (schema.enum ?? schema.items?.enum)?.map(String);
  return {
    key,
    description: schema.description ?? '',
    ...(values === undefined ? {} : { values }),
    ...(schema.default === undefined ? {} : { default: String(schema.default) }),
  };
}
