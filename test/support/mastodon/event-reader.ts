interface Event {
  readonly name: string;
  readonly data: string;
}

/** Reads server-sent events as a client does, one after the other. */
export class EventReader {
  readonly #abort: AbortController;
  readonly #events: AsyncGenerator<Event>;

  private constructor(abort: AbortController, events: AsyncGenerator<Event>) {
    this.#abort = abort;
    this.#events = events;
  }

  static async open(url: string, token: string): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: abort.signal });
    if (response.status !== 200 || !response.body) throw new Error(`the stream was answered with ${response.status}`);
    // Read from the start: a response that is let go of unread is cancelled when its memory is.
    return new EventReader(abort, eventsOf(response.body.pipeThrough(new TextDecoderStream())));
  }

  /** The payload of the next event of this name. */
  async next(name: string): Promise<Record<string, unknown>> {
    return JSON.parse(await this.nextText(name));
  }

  async nextText(name: string): Promise<string> {
    for (;;) {
      const { value, done } = await this.#events.next();
      if (done) throw new Error(`the stream ended before \`${name}\``);
      if (value.name === name) return value.data;
    }
  }

  /** The name of the next event, whichever comes. */
  async nextName(): Promise<string> {
    const { value, done } = await this.#events.next();
    if (done) throw new Error('the stream ended');
    return value.name;
  }

  /** Resolves when the server ends the stream. */
  async ended(): Promise<void> {
    for (;;) if ((await this.#events.next()).done) return;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
  }
}

async function* eventsOf(body: ReadableStream<string>): AsyncGenerator<Event> {
  let text = '';
  for await (const chunk of body) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const fieldOf = (field: string) => lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
      const name = fieldOf('event');
      if (name !== undefined) yield { name, data: fieldOf('data') ?? '' };
    }
  }
}
