import type { Refusal } from '../../domain/access.ts';
import { plain } from './text.ts';

/** Why somebody gets nothing, politely; text from outside in it is plain. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'membership':
      return MEMBERSHIPS[refusal.membership];
    case 'admins-only':
      return 'That is for admins only. Everybody can see teams’ summaries, and their own.';
    case 'managers-only':
      return `That is for the managers of ${plain(refusal.team, 40) || 'the team'} and for admins. Everybody can see the team’s summary.`;
    case 'shared-channel':
      return 'People of other organizations read along in this channel, and they see no figures. Choose a channel of this workspace alone.';
    case 'own-only':
      break;
  }
  return 'You can see your own numbers; those of others are for their managers and for admins.';
}

const MEMBERSHIPS = {
  guest: 'Sorry, I answer members of this workspace only: guests see no figures.',
  outsider:
    'Sorry, I answer people of this workspace only: people of other organizations see no figures.',
  deactivated:
    'Sorry, this account is deactivated, and I answer active members of the workspace only.',
  bot: 'Sorry, I answer people, not apps.',
} as const;
