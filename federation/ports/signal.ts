/** What a process may want to be told of as soon as another one has committed it. */
export type Topic = 'deliveries' | 'fan-outs' | 'inbound' | 'policy-set' | 'streams' | 'peers' | 'hosts';

export interface Signal {
  readonly topic: Topic;
  /** Grows with each signal of the topic, in whichever process it was raised. */
  readonly sequence: number;
}

/**
 * Tells processes on one store that there is something to look at. A signal carries nothing and may be lost with the
 * process that raises it: whoever waits for one also looks by itself now and then.
 */
export interface Signals {
  /** Call it after the commit that it is about. */
  raise(topic: Topic): Promise<void>;
  /**
   * Calls `heard` soon after a signal was raised, in this process or another, until it is disposed of. Signals of one
   * topic that come close together are heard as one.
   */
  watch(heard: (signal: Signal) => void): Promise<AsyncDisposable>;
}
