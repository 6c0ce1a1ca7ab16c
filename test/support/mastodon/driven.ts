import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { clientEndpoints } from '../../../server/mastodon/index.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
}

/** Which endpoints a client library asks of a server, by `fetch` or by `node:http`, from here on. */
export class DrivenEndpoints implements Disposable {
  readonly #driven = new Set<string>();
  readonly #hear = (message: unknown): void => {
    const { request } = message as { readonly request: Sent };
    const [path = ''] = request.path.split('?');
    this.#driven.add(endpointAt(request.method, path) ?? `${request.method} ${path}`);
  };

  constructor() {
    for (const channel of channels) subscribe(channel, this.#hear);
  }

  /** What is offered and was not asked for, as `GET /api/v1/statuses/:id`. */
  missing(): string[] {
    return clientEndpoints.map(nameOf).filter((name) => !this.#driven.has(name));
  }

  [Symbol.dispose](): void {
    for (const channel of channels) unsubscribe(channel, this.#hear);
  }
}

const channels = ['undici:request:create', 'http.client.request.start'];

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

/** What has no parameter is found first, as the server finds it; what changes a thing is taken by either method. */
function endpointAt(method: string, path: string): string | undefined {
  const changes = ['PUT', 'PATCH'];
  const candidates = clientEndpoints.filter((one) => {
    const wanted = one.method.toUpperCase();
    return wanted === method || (changes.includes(wanted) && changes.includes(method));
  });
  const found =
    candidates.find((one) => one.path === path) ??
    candidates.find((one) => new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(path));
  return found && nameOf(found);
}
