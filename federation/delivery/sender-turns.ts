/** A queue that serves its senders in turn, and each in the order of its own jobs: who sends much delays nobody else. */
export class SenderTurns<Job> {
  /** In the order of their turns. */
  readonly #queues = new Map<string, Job[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(sender: string, job: Job): void {
    const queue = this.#queues.get(sender);
    if (queue) queue.push(job);
    else this.#queues.set(sender, [job]);
    this.#length += 1;
  }

  next(): Job | undefined {
    for (const [sender, queue] of this.#queues) {
      const job = queue.shift();
      this.#queues.delete(sender);
      if (queue.length > 0) this.#queues.set(sender, queue);
      if (job === undefined) continue;
      this.#length -= 1;
      return job;
    }
    return undefined;
  }

  takeAll(): Job[] {
    const jobs = [...this.#queues.values()].flat();
    this.#queues.clear();
    this.#length = 0;
    return jobs;
  }
}
