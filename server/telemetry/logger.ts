import { type DestinationStream, destination, pino } from 'pino';
import type { Config } from '../config/config.ts';
import { type LogFields, loggable } from './fields.ts';

export type LogLevel = Config['logLevel'];

/** Writes one line of JSON for each event: `{"level","time","event", …fields}`. Never throws. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Logs to standard error, where nothing else reads data. */
export function createLogger(level: LogLevel, stream: DestinationStream = destination({ fd: 2, sync: false })): Logger {
  const log = pino(
    {
      level,
      base: {},
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const at =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      try {
        if (log.isLevelEnabled(method)) log[method](loggable(fields), event);
      } catch {
        // A log that can't be written must not stop what it tells of.
      }
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
