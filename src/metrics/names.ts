/** All names begin like this, but those about the process, which every Node program has. */
export const PREFIX = 'ai_usage_bot_';
