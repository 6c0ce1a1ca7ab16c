import type { Route } from './route.ts';

interface Info {
  readonly origin: string;
  readonly version: string;
  /** Path that all routes are under. */
  readonly root: string;
}

/** The OpenAPI 3.1 document of these routes. */
export function openApiOf(routes: readonly Route[], { origin, version, root }: Info): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Portico', version, description: 'Policies, their life cycle, and the review of what they hold.' },
    servers: [{ url: `${origin}${root}` }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf({ path, summary, roles, query = {}, body, answers, method }: Route): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, { description, schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
  return {
    summary,
    operationId: `${method}${path.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')}`,
    description: roles === 'everyone' ? 'Whoever is signed in.' : `Roles: ${roles.join(', ')}.`,
    parameters: [...inPath, ...inQuery],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, text]) => [status, answerOf(Number(status), text)])),
      default: answerOf(400, 'What was wrong with the request.'),
    },
  };
}

function answerOf(status: number, description: string): object {
  const content =
    status < 400
      ? { 'application/json': { schema: { type: 'object' } } }
      : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { description, content };
}

const problemSchema = {
  type: 'object',
  properties: { status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' } },
  required: ['status', 'title', 'detail'],
};
