/**
 * Loaded before a server that is measured as it ships: tells its parent, whenever it is asked, how much CPU time the
 * process has had so far, thread pool included. The channel doesn't keep the server alive.
 */
process.on('message', () => process.send?.(process.cpuUsage()));
process.channel?.unref();
