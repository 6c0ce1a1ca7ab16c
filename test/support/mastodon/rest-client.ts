import { type Answer, type Sending, send } from '../portico/oauth-app.ts';
import type { Organisation } from '../portico/organisation.ts';
import * as decode from './decode.ts';

/** Requests to the Mastodon API as one person, as their bytes go over the wire. */
export class RestClient {
  readonly origin: string;
  readonly token: string;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.token = token;
  }

  /** A new employee's client with every usual scope. */
  static async join(organisation: Organisation, name: string, roles: string[] = []): Promise<RestClient> {
    const { actor } = await organisation.person(name, { roles });
    const scope = 'read write follow push';
    return new RestClient(organisation.origin, await organisation.context.tokens.issueToken({ actorId: actor, scope }));
  }

  request(path: string, sending: Sending = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, ...sending.headers };
    return send(`${this.origin}${path}`, { ...sending, headers });
  }

  async get(path: string): Promise<Record<string, unknown>> {
    return (await this.request(path)).body;
  }

  async list(path: string): Promise<Record<string, unknown>[]> {
    return JSON.parse((await this.request(path)).text) as Record<string, unknown>[];
  }

  async do(path: string, json: unknown = {}, method = 'POST'): Promise<Record<string, unknown>> {
    const { status, body } = await this.request(path, { json, method });
    if (status !== 200) throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async post(status: string, more: object = {}): Promise<Record<string, unknown>> {
    return decode.decoded(decode.status, await this.do('/api/v1/statuses', { status, ...more }));
  }

  timeline(name: string): Promise<Record<string, unknown>[]> {
    return this.list(`/api/v1/timelines/${name}`);
  }

  /** The client id of an account. */
  async accountId(acct: string): Promise<string> {
    return String((await this.get(`/api/v1/accounts/lookup?acct=${acct}`))['id']);
  }

  async follow(acct: string): Promise<void> {
    await this.do(`/api/v1/accounts/${await this.accountId(acct)}/follow`);
  }
}
