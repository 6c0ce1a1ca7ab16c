import type { Account } from '../../federation/ports/index.ts';

/** Roles that a route may ask for (`Account.roles`). */
export const apiRoles = ['policy-editor', 'reviewer', 'moderator', 'auditor', 'publisher', 'admin'] as const;
export type ApiRole = (typeof apiRoles)[number];

/** JSON Schema, as OpenAPI 3.1 and Ajv both read it. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Call {
  readonly account: Account & { readonly jti: string };
  /** Segments of the path by name, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The body, which satisfies the route's schema; undefined where the route takes none. */
  readonly body: unknown;
}

/** RFC 9457 problem details; `title` says what went wrong in general, `detail` what to do. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly [member: string]: unknown;
}

export type Answer =
  | { readonly kind: 'answer'; readonly status: 200 | 201 | 202; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** One operation: what the router serves and what the OpenAPI document tells, from the same lines. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Under `/api/portico/v1`, with parameters in braces (`/policy-sets/{version}`). */
  readonly path: string;
  readonly summary: string;
  /** Whoever has one of these roles, or whoever is signed in. */
  readonly roles: readonly ApiRole[] | 'everyone';
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: Schema }>>;
  /** Of the JSON body. */
  readonly body?: Schema;
  readonly answers: Readonly<Record<number, string>>;
  /** Who is signed in with a browser has to have given their password within the last minutes. */
  readonly stepUp?: true;
  readonly handle: (call: Call) => Promise<Answer>;
}

export function answered(body: unknown, status: 200 | 201 | 202 = 200): Answer {
  return { kind: 'answer', status, body };
}

export function problem(status: number, title: string, detail: string, more: object = {}): Answer {
  return { kind: 'problem', problem: { status, title, detail, ...more } };
}

export const nothingThere = problem(404, 'not found', 'there is nothing under this address, or nothing for you');

/** What a body with these properties looks like; all of them are required but those named `optional`. */
export function objectOf(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

export const sentence: Schema = { type: 'string', minLength: 1, maxLength: 500 };
