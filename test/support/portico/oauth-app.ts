import { createHash, randomBytes } from 'node:crypto';

export interface AppCredentials {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An app that signs people in, and the browser that it sends them to. */
export class OauthApp {
  readonly origin: string;
  readonly client: AppCredentials;

  constructor(origin: string, client: AppCredentials) {
    this.origin = origin;
    this.client = client;
  }

  static async register(origin: string, more: Record<string, unknown> = {}): Promise<OauthApp> {
    const redirectUri = 'https://app.example/callback';
    const registration = {
      client_name: 'Test app',
      redirect_uris: redirectUri,
      scopes: 'read write follow push',
      ...more,
    };
    const { body } = await send(`${origin}/api/v1/apps`, { json: registration });
    return new OauthApp(origin, { id: String(body['client_id']), secret: String(body['client_secret']), redirectUri });
  }

  query(more: Record<string, string> = {}): string {
    const { id, redirectUri } = this.client;
    return new URLSearchParams({
      response_type: 'code',
      client_id: id,
      redirect_uri: redirectUri,
      scope: 'read write',
      ...more,
    }).toString();
  }

  authorize(more: Record<string, string> = {}): Promise<Answer> {
    return send(`${this.origin}/oauth/authorize?${this.query(more)}`);
  }

  signIn(name: string, password: string, more: Record<string, string> = {}): Promise<Answer> {
    return send(`${this.origin}/oauth/authorize/sign-in`, { form: { request: this.query(more), name, password } });
  }

  /** Presses a button of the consent page. */
  decide(consent: Answer, decision: 'allow' | 'deny' = 'allow'): Promise<Answer> {
    const step = /name="step" value="([^"]*)"/.exec(consent.text)?.[1] ?? '';
    return send(`${this.origin}/oauth/authorize`, { form: { step, decision } });
  }

  async code(name: string, password: string, more: Record<string, string> = {}): Promise<string> {
    const sent = await this.decide(await this.signIn(name, password, more));
    const location = sent.headers.get('location') ?? '';
    return new URL(location).searchParams.get('code') ?? '';
  }

  exchange(code: string, more: Record<string, string> = {}): Promise<Answer> {
    const { id, secret, redirectUri } = this.client;
    return this.token({
      grant_type: 'authorization_code',
      client_id: id,
      client_secret: secret,
      redirect_uri: redirectUri,
      code,
      ...more,
    });
  }

  token(form: Record<string, string>): Promise<Answer> {
    return send(`${this.origin}/oauth/token`, { form });
  }
}

/** A PKCE verifier and its S256 challenge (RFC 7636). */
export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export interface Sending {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

/** Sends a request and reads the whole answer; redirects are not followed. */
export async function send(url: string, { method, json, form, headers = {} }: Sending = {}): Promise<Answer> {
  const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json);
  const response = await fetch(url, {
    method: method ?? (body === null ? 'GET' : 'POST'),
    body,
    redirect: 'manual',
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : {},
  };
}
