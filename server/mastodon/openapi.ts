import { version } from '../version.ts';
import type { Endpoint } from './endpoints.ts';

/** The OpenAPI 3.1 document of everything that a client can ask for, out of the tables that are mounted. */
export function openApiOf(endpoints: readonly Endpoint[], origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
  }
  const scopes = Object.fromEntries(endpoints.flatMap(({ scope }) => (scope === undefined ? [] : [[scope, scope]])));
  const flow = { authorizationUrl: `${origin}/oauth/authorize`, tokenUrl: `${origin}/oauth/token`, scopes };
  return {
    openapi: '3.1.0',
    info: { title: 'Portico for Mastodon clients', version },
    servers: [{ url: origin }],
    paths,
    components: { securitySchemes: { oauth: { type: 'oauth2', flows: { authorizationCode: flow } } } },
  };
}

function operationOf({ method, path, scope }: Endpoint): object {
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const refusals =
    scope === undefined ? {} : { 401: answer('Nobody is signed in.'), 403: answer('The scope is missing.') };
  return {
    operationId: `${method} ${path}`.replace(/\W+(\w)/g, (_all, letter: string) => letter.toUpperCase()),
    security: scope === undefined ? [] : [{ oauth: [scope] }],
    ...(parameters.length > 0 && { parameters }),
    responses: { default: answer('What was asked for, or `error` with a sentence.'), ...refusals },
  };
}

function answer(description: string): object {
  return { description, content: { 'application/json': { schema: {} } } };
}
