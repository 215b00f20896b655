import { useRef } from 'react';
import type { Message } from '../../slack/transcript.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { BotAvatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { keepsFocus, useKeptFocus } from '../parts/kept-focus.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { FileCard } from './file-card.tsx';

/** A message of the bot, with everything there is to press in it. */
export function MessageView({ message, time }: { message: Message; time: string }) {
  const { act, workspace } = useDesk();
  const { text, blocks, files = [], onlyTo, channel, ts } = message;
  const frame = useRef<HTMLElement>(null);
  useKeptFocus(frame);
  const isText = blocks.length === 0 && text !== '';
  const shown = isText ? [{ type: 'section', text: { type: 'mrkdwn', text } } as const] : blocks;
  return (
    <article
      ref={frame}
      className="message"
      data-only={onlyTo !== undefined}
      aria-label={`ai-usage, ${time}`}
      {...keepsFocus}
    >
      <BotAvatar />
      <div className="message-body">
        <p className="message-head">
          <strong>ai-usage</strong> <span className="app-mark">APP</span> <time>{time}</time>
        </p>
        <Blocks
          blocks={shown}
          press={async (what) => {
            const deed = { do: 'press', user: workspace.user, channel, ts, ...what } as const;
            await act(deed);
          }}
        />
        {files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {onlyTo !== undefined && (
          <p className="only-you">
            <Icon name="eye" size={14} /> Only visible to you
          </p>
        )}
      </div>
    </article>
  );
}
