/** Remembers which workspaces do not take charts and tables yet, for an hour: they may learn. */
export type BlockMemory = {
  refuses(slackTeamId: string): boolean;
  remember(slackTeamId: string): void;
};

const HOUR_MS = 3_600_000;

export function createBlockMemory(now: () => Date): BlockMemory {
  const refused = new Map<string, number>();
  return {
    refuses: (slackTeamId) => {
      const since = refused.get(slackTeamId);
      return since !== undefined && now().getTime() - since < HOUR_MS;
    },
    remember: (slackTeamId) => void refused.set(slackTeamId, now().getTime()),
  };
}
