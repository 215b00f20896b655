/** How long Slack waits for an acknowledgement before it tells the user that the command failed. */
export const ACK_TIMEOUT_MS = 3000;

/** What became of a command on its way to the bot: taken, maybe with a message at once, or an error that the user sees. */
export type Acknowledgement = { body: Record<string, unknown> | undefined } | { error: string };

/** A slash command's fields, as both modes carry them. */
export type CommandPayload = Readonly<Record<string, string>>;
