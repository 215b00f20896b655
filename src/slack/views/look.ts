import type { Audience } from '../../domain/access.ts';

/** How an answer is to be drawn. */
export type Look = {
  /** `basic` leaves out the blocks that some workspaces refuse: charts and tables. */
  readonly blocks: 'all' | 'basic';
  /** The ids that `provider=` takes. */
  readonly providers: readonly string[];
  readonly audience: Audience;
  /** The Slack id of whoever shares it; null where it is not shared. */
  readonly sharedBy: string | null;
};
