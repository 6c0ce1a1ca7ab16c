import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded before a server: tells, when asked, the longest that its event loop stood still since the last time, and its memory. */
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();
process.on('message', () => {
  process.send?.({ stalledMs: delays.max / 1e6, residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) });
  delays.reset();
});
process.channel?.unref();
