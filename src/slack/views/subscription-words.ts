import { format } from 'date-fns/format';
import { TZDate } from '@date-fns/tz';
import type { ChannelReach, Differing, SubscriptionShown } from '../../domain/digests.ts';
import { saySchedule } from '../../domain/schedule.ts';
import type { Section as DigestSection, Subscription } from '../../domain/subscriptions.ts';
import { bold, code, type Run } from './blocks.ts';
import type { Button, DigestDoes } from './buttons.ts';
import { plain } from './text.ts';

/** The team and the channel of a subscription: `Backend → #general`. */
export function whatText({ subscription, teamName }: SubscriptionShown): Run[] {
  const { channelId, teamId } = subscription;
  const name = plain(teamName, 40) || plain(teamId, 40) || 'The team';
  return [bold(name), ' → ', { slackChannelId: channelId }];
}

export function scheduleText({ schedule }: Subscription): string {
  return plain(saySchedule(schedule), 160);
}

/** The next run on the clocks of the schedule, and of the reader where those show something else. */
export function nextRunText({ subscription, readerZone }: SubscriptionShown): string {
  const { nextRun, schedule } = subscription;
  const at = nextRun?.at;
  const here = at && longMoment(at, schedule.zone);
  if (!at || !here) return 'not before it is resumed';
  const there = readerZone === null ? null : longMoment(at, readerZone);
  const yours = there && there !== here ? `, for you ${there} (${plain(readerZone ?? '')})` : '';
  return `${here} (${plain(schedule.zone)})${yours}`;
}

/** `Monday, 23 Nov 2026, 09:00`. */
function longMoment(at: Date, zone: string): string | null {
  if (Number.isNaN(at.getTime())) return null;
  return format(new TZDate(at.getTime(), zone), 'EEEE, d MMM yyyy, HH:mm');
}

const SECTION_WORDS: Readonly<Record<DigestSection, string>> = {
  chart: 'chart',
  top: 'top acceptors',
  inactive: 'inactive seats',
  splits: 'splits',
};

/** What a digest tells of: `Lingma only · headline figures, chart, inactive seats by name`. */
export function contentText({ provider, names, sections }: Subscription): string {
  const only = provider === null ? 'All providers' : `Only ${plain(provider, 40)}`;
  return `${only} · ${partsText(sections, names)}${names ? '' : ' · nobody by name'}`;
}

/** `headline figures, chart, inactive seats by name`. */
export function partsText(sections: readonly DigestSection[], names = false): string {
  const parts = sections.map((section) =>
    section === 'inactive' && names ? 'inactive seats by name' : SECTION_WORDS[section],
  );
  return ['headline figures', ...parts].join(', ');
}

/** What must happen before the bot can post into the channel; nothing where it can. */
export function reachRuns(reach: ChannelReach, { subscription }: SubscriptionShown): Run[] {
  const channel: Run = { slackChannelId: subscription.channelId };
  switch (reach) {
    case 'in':
      return [];
    case 'joined':
      return ['👋 I have joined ', channel, '.'];
    case 'invite':
      return [
        '⚠️ I am not in ',
        channel,
        ' yet. Type ',
        INVITE,
        ' there, or nothing can be posted.',
      ];
    case 'archived':
      return ['⚠️ ', channel, ' is archived: nothing can be posted until it is not.'];
    case 'unknown':
      break;
  }
  return ['⚠️ I cannot tell whether I am in ', channel, '. Type ', INVITE, ' there to be sure.'];
}

const INVITE: Run = code('/invite @AI usage');

/** Why a subscription is suspended, by Slack's word or one of the bot's own. */
export function suspendedText(reason: string): string {
  const known = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  return known ?? `Slack says “${plain(reason, 60) || 'no'}”`;
}

const REASONS: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone, or is private and I am not in it any more',
  not_in_channel: 'I am not in the channel any more',
  team_gone: 'there is no such team any more',
  provider_gone: 'the provider that it is narrowed to is not set up any more',
  zone_gone: 'its time zone is not known any more',
  shared_channel: 'people of other organizations read the channel by now',
  no_permission: 'I may not post there',
  restricted_action: 'I may not post there',
  restricted_action_read_only_channel: 'only some people may post there',
};

/** A button about a subscription. */
export function button(
  does: DigestDoes,
  label: string,
  { subscription }: SubscriptionShown,
  style?: Button['style'],
): Button {
  return { does, label, value: String(subscription.id), ...(style && { style }) };
}

/** Opens the form with a subscription as somebody wanted it: behind its id stands what they typed. */
export function changeButton(
  { subscription }: SubscriptionShown,
  { names, sections }: Differing,
): Button {
  const typed = [
    String(subscription.id),
    ...(names === null ? [] : [`names=${names ? 'on' : 'off'}`]),
    ...(sections === null ? [] : [`sections=${sections.join() || 'none'}`]),
  ];
  return { does: 'edit-digest', label: 'Change it', value: typed.join(' '), style: 'primary' };
}
