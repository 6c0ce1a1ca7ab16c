export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A client of Portico's own API with a bearer token. */
export class ApiClient {
  readonly #root: string;
  readonly #token: string | undefined;

  constructor(origin: string, token?: string) {
    this.#root = `${origin}/api/portico/v1`;
    this.#token = token;
  }

  get(path: string): Promise<ApiAnswer> {
    return this.#ask('GET', path);
  }

  post(path: string, body: object = {}): Promise<ApiAnswer> {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  async #ask(method: string, path: string, body?: string): Promise<ApiAnswer> {
    const authorization = this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.#root + path, {
      method,
      headers: { ...authorization, ...type },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: (await response.json()) as Record<string, unknown>,
    };
  }
}
