import { exchange } from './http-exchange.ts';
import type { Outsider } from './outsiders.ts';

/** Everything that outsiders got, in an order that says nothing about time: each conversation in its own. */
export class Transcript {
  readonly #lines: string[] = [];
  readonly #read = new Map<Outsider, number>();

  /** Asks as anybody and as an outsider who signs, and writes the answers down. */
  async probe(origin: string, paths: readonly string[], signer: Outsider): Promise<void> {
    for (const path of paths) {
      for (const accept of ['application/activity+json', 'text/html']) {
        const request = { method: 'GET', path, headers: { accept } };
        const anonymous = await exchange(origin, request);
        this.#lines.push(`GET ${path} ${accept}`, anonymous.raw.toString('latin1'));
        const signed = await signer.ask(origin, request);
        this.#lines.push(`GET ${path} ${accept} signed`, signed.raw.toString('latin1'));
      }
    }
  }

  /** Writes down what was delivered since the last time. */
  deliveries(outsider: Outsider): void {
    const from = this.#read.get(outsider) ?? 0;
    const bodies = outsider.posted.slice(from).map(({ path, bytes }) => `POST ${path} ${bytes.toString('utf8')}`);
    this.#lines.push(`deliveries to ${outsider.name}: ${bodies.length}`, ...bodies);
    this.#read.set(outsider, outsider.posted.length);
  }

  /**
   * The lines, less what two runs of the same software can't have in common. Each of these is chance or the machine's, and
   * none has room for anything else: ports become the names of their servers; random ids (UUIDs) become numbers in the
   * order in which they are first seen, and so do entity tags, which are digests of bytes with such ids, and cursors, which are sealed; public keys and signatures become a word; the `Date` of an answer, which is the
   * machine's clock, goes. Times in bodies stay: the clock of both runs is set.
   */
  normalised(places: Readonly<Record<string, string>>): string[] {
    const ids = new Map<string, string>();
    const named = (id: string): string => {
      const known = ids.get(id) ?? `id-${ids.size + 1}`;
      ids.set(id, known);
      return known;
    };
    return this.#lines.map((line) =>
      Object.entries(places)
        .reduce((text, [place, name]) => text.replaceAll(place, name), line)
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, named)
        .replaceAll(/(?<=^ETag: )(?:W\/)?".*"/gim, named)
        .replaceAll(/(?<=\bpage=)[\w-]{22}(?![\w-])/g, named)
        .replaceAll(/(?<="public_key":")[\w-]+/g, 'KEY')
        .replaceAll(/-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----/gs, 'KEY')
        .replaceAll(/^Date: .*\r\n/gim, ''),
    );
  }
}
