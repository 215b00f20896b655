/** How long Slack waits for an acknowledgement before it tells the user that it failed. */
export const ACK_TIMEOUT_MS = 3000;

/** What became of a command or a press on its way to the bot: taken, maybe with a message at once, or an error that the user sees. */
export type Acknowledgement = { body: Record<string, unknown> | undefined } | { error: string };

/** A slash command's fields, as both modes carry them. */
export type CommandPayload = Readonly<Record<string, string>>;

/** What Slack has to say to the bot, by the name that a Socket Mode envelope gives it. */
export type Envelope =
  | { type: 'slash_commands'; payload: CommandPayload }
  | { type: 'interactive'; payload: Readonly<Record<string, unknown>> }
  | { type: 'events_api'; payload: Readonly<Record<string, unknown>> };
