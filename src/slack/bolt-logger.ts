import { LogLevel, type Logger as BoltLogger } from '@slack/bolt';
import { format } from 'node:util';
import type { Logger } from '../log.ts';
import { withoutQuotes } from '../redact.ts';

/**
 * Bolt's logger over ours. What Bolt says for debugging is dropped whatever our level: it carries whole payloads, with
 * people's names and addresses that may be answered to. Of the rest, what is quoted may be a piece of one.
 */
export function createBoltLogger(log: Logger): BoltLogger {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const text = parts.filter((part) => !(part instanceof Error));
      log[level](error ? { error } : {}, text.length > 0 ? withoutQuotes(format(...text)) : 'Bolt');
    };
  return {
    debug: () => undefined,
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
