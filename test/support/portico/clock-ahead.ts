/** Preloaded into a server: its machine's clock is an hour ahead. */
const { now } = Date;
Date.now = () => now() + 3_600_000;

export {};
