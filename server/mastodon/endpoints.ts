import type { Route } from './door.ts';

/** One thing that a client can ask for. */
export type Endpoint = Pick<Route, 'method' | 'path'> & {
  /** The OAuth scope that it takes; absent where nobody has to be signed in. */
  readonly scope?: string;
};

const get = (path: string, scope?: string): Endpoint => ({
  method: 'get',
  path,
  ...(scope !== undefined && { scope }),
});
const streams = ['user', 'public', 'public/local', 'public/remote', 'hashtag', 'hashtag/local', 'direct'];
const instance = [
  'rules',
  'peers',
  'activity',
  'domain_blocks',
  'translation_languages',
  'extended_description',
  'privacy_policy',
];

/** What is offered beside the tables of routes: streams, the instance, and OAuth. */
export const otherEndpoints: readonly Endpoint[] = [
  get('/api/v1/instance'),
  get('/api/v2/instance'),
  ...instance.map((name) => get(`/api/v1/instance/${name}`)),
  { method: 'post', path: '/api/v1/apps' },
  get('/api/v1/apps/verify_credentials'),
  get('/oauth/authorize'),
  { method: 'post', path: '/oauth/token' },
  { method: 'post', path: '/oauth/revoke' },
  get('/oauth/userinfo', 'profile'),
  get('/.well-known/oauth-authorization-server'),
  get('/api/oembed'),
  get('/api/v1/streaming/health'),
  ...streams.map((name) => get(`/api/v1/streaming/${name}`, 'read:statuses')),
  get('/api/v1/streaming/user/notification', 'read:notifications'),
  get('/api/v1/streaming/list', 'read:lists'),
];
