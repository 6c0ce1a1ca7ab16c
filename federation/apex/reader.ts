import { AsyncLocalStorage } from 'node:async_hooks';
import type { Node } from '../ports/index.ts';

/** For whom apex builds a collection. */
export interface ReadingFor {
  /** Outside zones whose releases the reader gets; absent for a colleague, who gets the things themselves. */
  readonly releasedTo?: readonly string[];
  /** Which activities a colleague may see. */
  readonly mayRead?: (activity: Node) => boolean;
}

const reading = new AsyncLocalStorage<ReadingFor>();

export function readingAs<T>(reader: ReadingFor, read: () => Promise<T>): Promise<T> {
  return reading.run(reader, read);
}

export function currentReading(): ReadingFor | undefined {
  return reading.getStore();
}
