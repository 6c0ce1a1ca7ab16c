export const asPublic = 'https://www.w3.org/ns/activitystreams#Public';

export interface C2sAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly contentType: string;
  /** The parsed JSON body, empty where there was none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** An ActivityPub client with a bearer token (ActivityPub §6, RFC 6750). */
export class C2sClient {
  readonly actor: string;
  readonly token: string;

  constructor(actor: string, token: string) {
    this.actor = actor;
    this.token = token;
  }

  /** The same person with the same token, at the outbox of an account that they publish for. */
  speakingAs(actor: string): C2sClient {
    return new C2sClient(actor, this.token);
  }

  /** Posts an activity, or a bare object for the server to wrap, to the actor's outbox. */
  async post(document: Readonly<Record<string, unknown>>): Promise<C2sAnswer> {
    const response = await fetch(`${this.actor}/outbox`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
      },
      body: JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', ...document }),
    });
    return read(response);
  }

  /** Reads as this actor. */
  async get(url: string): Promise<C2sAnswer> {
    const headers = { authorization: `Bearer ${this.token}`, accept: 'application/activity+json' };
    return read(await fetch(url, { headers, redirect: 'manual' }));
  }
}

async function read(response: Response): Promise<C2sAnswer> {
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  const parsed: unknown = contentType.includes('json') && text !== '' ? JSON.parse(text) : {};
  return {
    status: response.status,
    location: response.headers.get('location') ?? undefined,
    contentType,
    body: isRecord(parsed) ? parsed : {},
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
