import { useRef } from 'react';
import { Blocks } from '../blocks/blocks.tsx';
import { BotAvatar } from '../parts/avatar.tsx';
import { keepsFocus, useKeptFocus } from '../parts/kept-focus.ts';
import { useDesk } from '../workspace/use-workspace.ts';

/** What the bot publishes for whoever looks. */
export function HomeTab() {
  const { act, workspace } = useDesk();
  const { home, user, world } = workspace;
  const frame = useRef<HTMLDivElement>(null);
  useKeptFocus(frame);
  return (
    <div className="home-tab" ref={frame} role="group" aria-label="Home" {...keepsFocus}>
      {home === null ? (
        <div className="home-empty">
          <BotAvatar size={56} />
          <strong>There is nothing here yet.</strong>
          <p>
            {world.bot === 'connected'
              ? 'ai-usage hears that you have opened this tab, and fills it in a moment.'
              : 'ai-usage is not connected. Open this tab again once it is.'}
          </p>
        </div>
      ) : (
        <Blocks
          key={home.hash}
          blocks={home.blocks}
          press={(what) => act({ do: 'press-in-home', user, hash: home.hash, ...what })}
        />
      )}
    </div>
  );
}
