import { openAsBlob } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import type { Messenger, OutgoingFile } from '../domain/ports.ts';
import { AppError, toAppError } from '../errors.ts';
import { callFailure } from './call-failure.ts';

const LONGEST_WAIT_MS = 60_000;
/** chat.update takes no longer text. */
const LONGEST_UPDATE = 4000;

const UPLOAD_MS = 600_000;

/** Sends over the Web API. `client` must neither retry by itself nor wait for rate limits. */
export function createMessenger(client: webApi.WebClient): Messenger {
  return {
    async sendFile(slackUserId, file) {
      const opened = await call('conversations.open', () =>
        client.conversations.open({ users: slackUserId }),
      );
      const channel = needed(opened.channel?.id, 'conversations.open');
      const begun = await call('files.getUploadURLExternal', () =>
        client.files.getUploadURLExternal({ filename: file.name, length: file.bytes }),
      );
      await upload(needed(begun.upload_url, 'files.getUploadURLExternal'), file);
      const id = needed(begun.file_id, 'files.getUploadURLExternal');
      await last('files.completeUploadExternal', () =>
        client.files.completeUploadExternal({
          files: [{ id, title: file.title }],
          channel_id: channel,
          initial_comment: file.comment,
        }),
      );
      return channel;
    },

    async replace({ channelId: channel, ts }, { text, blocks, basic }) {
      const update = (drawn: readonly unknown[]) =>
        call('chat.update', () =>
          client.chat.update({
            channel,
            ts,
            // Blocks are what is read; this is for notifications.
            text: text.slice(0, LONGEST_UPDATE),
            // What the views drew.
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion
            blocks: drawn as types.KnownBlock[],
          }),
        );
      try {
        await update(blocks);
      } catch (thrown) {
        if (toAppError(thrown).retryable || blocks === basic) throw thrown;
        await update(basic);
      }
    },
  };
}

/** Makes one call. What Slack has turned away for going too fast has certainly not been done: it waits as told, and tries again. */
async function call<T>(method: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    const failure = callFailure(thrown, method);
    const waitMs = failure.code === 'rate_limited' ? (failure.retryAfterMs ?? 0) : Infinity;
    if (waitMs > LONGEST_WAIT_MS) throw failure;
    await pause(waitMs);
    return run().catch((again: unknown) => {
      throw callFailure(again, method);
    });
  }
}

/** The call by which a file arrives: where Slack says nothing of it, nobody knows whether it did. */
async function last<T>(method: string, run: () => Promise<T>): Promise<T> {
  try {
    return await call(method, run);
  } catch (thrown) {
    const { code, message, context } = toAppError(thrown);
    if (code !== 'unavailable') throw thrown;
    const unclear = { context: { ...context, arrived: 'unknown' }, cause: thrown };
    throw new AppError(code, message, unclear);
  }
}

// Read from the disk as it goes out: it may be larger than memory.
async function upload(url: string, { path }: OutgoingFile): Promise<void> {
  try {
    const body = await openAsBlob(path);
    const signal = AbortSignal.timeout(UPLOAD_MS);
    const response = await fetch(url, { method: 'POST', body, signal });
    await response.arrayBuffer();
    if (response.ok) return;
    throw new AppError('unavailable', `Slack did not take the file (${response.status}).`);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'internal') throw error;
    throw new AppError('unavailable', 'The file could not be brought to Slack.', { cause: thrown });
  }
}

function needed(value: string | undefined, method: string): string {
  if (value) return value;
  throw new AppError('contract', `Slack’s answer to ${method} could not be read.`);
}
