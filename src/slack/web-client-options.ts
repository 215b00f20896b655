import { LogLevel, type Logger } from '@slack/bolt';

/**
 * Settings for one client of Slack's SDK: a new object each time, as the SDK writes into it. Without these limits it
 * tries again for half an hour and waits for an answer for ever.
 */
export function webClientOptions(slackApiUrl: string) {
  return {
    slackApiUrl,
    retryConfig: { retries: 2, minTimeout: 500, maxTimeout: 3000 },
    timeout: 10_000,
  };
}

/** Settings for a client whose caller decides itself what is tried again, and when: it might post twice. */
export function carefulClientOptions(slackApiUrl: string) {
  return {
    ...webClientOptions(slackApiUrl),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  };
}

/** Without one, the SDK writes to the console. Whoever calls gets every failure, and logs what is to be logged. */
const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
