import { type ComponentProps, useContext, useMemo } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { WireBlock } from '../../slack/blocks/check.ts';
import { ThemeContext } from '../app/theme-context.ts';
import { useDesk } from '../workspace/use-workspace.ts';

const HOOKS: NonNullable<ComponentProps<typeof Message>['hooks']> = {
  link: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
};

/** Blocks as slack-blocks-to-jsx draws them. */
export function Drawn({ blocks }: { blocks: readonly WireBlock[] }) {
  const theme = useContext(ThemeContext);
  const { people, conversations } = useDesk().workspace;
  const data = useMemo(
    () => ({
      users: people.map(({ id, handle }) => ({ id, name: handle })),
      channels: conversations.map(({ id, name }) => ({ id, name })),
    }),
    [people, conversations],
  );
  return (
    <Message
      withoutWrapper
      // The library has types of its own for the same blocks; the sandbox's Slack has checked them.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      blocks={blocks as unknown as Block[]}
      name="ai-usage"
      logo=""
      theme={theme}
      data={data}
      hooks={HOOKS}
    />
  );
}
