import type { Message } from '../transcript.ts';
import { IDENTITY } from '../workspace.ts';

/** A message of the bot as Slack tells of it. */
export function wireMessage(message: Message): Record<string, unknown> {
  return {
    type: 'message',
    user: IDENTITY.botUserId,
    bot_id: IDENTITY.botId,
    app_id: IDENTITY.appId,
    team: IDENTITY.teamId,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.files !== undefined && {
      files: message.files.map(({ id, name, title, size, url_private }) => ({
        id,
        name,
        title,
        size,
        url_private,
      })),
    }),
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    ...(message.metadata !== undefined && { metadata: message.metadata }),
  };
}
