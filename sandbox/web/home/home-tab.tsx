import { Blocks } from '../blocks/blocks.tsx';
import { BotAvatar } from '../parts/avatar.tsx';
import { useDesk } from '../workspace/use-workspace.ts';

/** What the bot publishes for whoever looks. */
export function HomeTab() {
  const { act, workspace } = useDesk();
  const { home, user } = workspace;
  if (home === null) {
    return (
      <div className="home-empty">
        <BotAvatar size={56} />
        <strong>ai-usage has published no Home for you.</strong>
        <p>
          This version of the bot answers commands and writes messages; in Slack this tab would be
          empty, too.
        </p>
      </div>
    );
  }
  return (
    <div className="home-tab" key={home.hash}>
      <Blocks
        blocks={home.blocks}
        press={(what) => act({ do: 'press-in-home', user, hash: home.hash, ...what })}
      />
    </div>
  );
}
