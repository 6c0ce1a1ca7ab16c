interface Page {
  readonly status: number;
  readonly text: string;
  /** Where it redirects to. */
  readonly location: string | undefined;
  header(name: string): string | null;
}

/** Keeps cookies and follows no redirects; sends no header that a test did not ask for. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  /** The last session cookie that was set, with its attributes. */
  lastCookie: string | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  read(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#ask(path, { headers });
  }

  submit(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    return this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(form) });
  }

  json(path: string, body: object, headers: Record<string, string>): Promise<Page> {
    const type = { 'content-type': 'application/json' };
    return this.#ask(path, { method: 'POST', headers: { ...type, ...headers }, body: JSON.stringify(body) });
  }

  /** The token that the console's page was given. */
  async csrf(): Promise<string> {
    const { text } = await this.read('/console');
    return /csrf&#34;:&#34;([\w-]+)/.exec(text)?.[1] ?? '';
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  take(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async #ask(path: string, init: RequestInit & { readonly headers: Record<string, string> }): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, cookie };
    const response = await fetch(this.#origin + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location') ?? undefined,
      header: (name) => response.headers.get(name),
    };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
    if (name === 'portico' && value !== '') this.lastCookie = line;
  }
}
