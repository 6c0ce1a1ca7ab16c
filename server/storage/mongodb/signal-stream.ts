import type { ChangeStream, Collection, Document } from 'mongodb';

/** A stream that broke for good is opened anew after so long. */
const reopenedAfterMs = 2_000;
/** How long the server holds back its answer while nothing changes; well below the time that an answer may take. */
const heldBackMs = 1_000;

/** Says when a collection changes, by a change stream. */
export class SignalStream {
  readonly #signals: Pick<Collection<Document>, 'watch'>;
  readonly #changed: () => void;
  #stream: ChangeStream<Document> | undefined;
  #reopening: NodeJS.Timeout | undefined;
  #live = false;
  #ended = false;

  constructor(signals: Pick<Collection<Document>, 'watch'>, changed: () => void) {
    this.#signals = signals;
    this.#changed = changed;
    this.#open();
  }

  /** Is it told of changes? Where not, whoever wants to know has to look. */
  get live(): boolean {
    return this.#live;
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#reopening);
    await this.#stream?.close();
  }

  #open(): void {
    const stream = this.#signals.watch([], { maxAwaitTimeMS: heldBackMs });
    this.#stream = stream;
    // The first answer of the server has a token as every other has.
    stream.on('resumeTokenChanged', () => {
      this.#live = true;
    });
    stream.on('change', ({ operationType }) => {
      this.#changed();
      // With it the server ends the stream, as it does when the collection goes; the driver says nothing more.
      if (operationType === 'invalidate') this.#openAnew(stream);
    });
    // The driver closes what it reads from and goes on at the same place elsewhere: until it does, nobody is told.
    stream.on('close', () => {
      this.#live = false;
    });
    stream.once('error', () => this.#openAnew(stream));
  }

  #openAnew(broken: ChangeStream<Document>): void {
    if (this.#stream !== broken) return;
    this.#stream = undefined;
    this.#live = false;
    void broken.close().catch(() => undefined);
    if (!this.#ended) this.#reopening = setTimeout(() => this.#open(), reopenedAfterMs).unref();
  }
}
