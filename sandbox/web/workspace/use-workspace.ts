import { createContext, useContext, useEffect, useState } from 'react';
import type { Deed, Outcome } from '../../web-host/contract.ts';
import { listen, perform } from './connection.ts';
import { learn, type Workspace } from './state.ts';

/** The workspace as one person sees it, and what they can do in it. */
export interface Desk {
  readonly workspace: Workspace;
  /** Does something; tells the person where it went wrong, unless the caller does that. */
  act: (deed: Deed, quiet?: boolean) => Promise<Outcome>;
}

/** What every part of the page stands on. */
export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('there is no workspace yet');
  return desk;
}

/** Follows the workspace as somebody; null until it is known. */
export function useWorkspace(user: string | null): { workspace: Workspace | null; lost: boolean } {
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(
    () =>
      listen(user, {
        news: (news) => setWorkspace((known) => learn(known, news, Date.now())),
        lost: () => setLost(true),
        found: () => setLost(false),
      }),
    [user],
  );
  return { workspace, lost };
}

/** Does something and reports what went wrong. */
export async function actAndTell(deed: Deed, tell: (error: string) => void): Promise<Outcome> {
  const outcome = await perform(deed);
  if (!outcome.ok) tell(outcome.error);
  return outcome;
}
