/**
 * Loaded before a server: tells, when asked, the longest that its event loop stood still since the last time, and its memory.
 * On a machine with other work a thread also stands still while it waits for a processor; what the loop's own work came to
 * is the time that the thread spent on one between two looks.
 */
const everyMs = 4;
let seen = look();
let longest = { wallMs: 0, ownMs: 0 };

function look(): { readonly at: number; readonly spent: number } {
  const { user, system } = process.threadCpuUsage();
  return { at: performance.now(), spent: (user + system) / 1_000 };
}

setInterval(() => {
  const { at, spent } = look();
  longest = {
    wallMs: Math.max(longest.wallMs, at - seen.at - everyMs),
    ownMs: Math.max(longest.ownMs, spent - seen.spent),
  };
  seen = { at, spent };
}, everyMs).unref();

process.on('message', () => {
  process.send?.({ ...longest, residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) });
  longest = { wallMs: 0, ownMs: 0 };
  seen = look();
});
process.channel?.unref();
