import type { NudgeShown } from '../../domain/nudges-shown.ts';
import type { Run } from './blocks.ts';
import { SET_UP } from './nudge-words.ts';
import { plain } from './text.ts';

const LINKS = 5;

/** The policy's links for a product, and whom to ask. */
export function setUpRuns({ setUp, contact }: NudgeShown, provider: string): Run[] {
  const links = (Object.hasOwn(setUp, provider) ? (setUp[provider] ?? []) : []).slice(0, LINKS);
  const listed = links.flatMap((link): Run[] => ['\n• ', settingRun(link)]);
  return [
    ...(listed.length > 0 ? listed : [` ${SET_UP.none}`]),
    '\n',
    ...contactRuns(contact),
    SET_UP.after.trimStart(),
  ];
}

/** Whom to ask, as the policy says; nothing where it does not. */
export function contactRuns(contact: string | null): Run[] {
  if (contact === null || contact.trim() === '') return [];
  return [` ${SET_UP.contact}`.trimStart(), settingRun(contact), '. '];
}

const CHANNEL = /^<?#?(?<id>[CG][A-Z0-9]{7,30})(?:\|[^<>]*)?>?$/;
const PERSON = /^<?@?(?<id>[UW][A-Z0-9]{7,30})(?:\|[^<>]*)?>?$/;

/** Something that the operator has written into the policy: a channel, a person, a link, or words. */
function settingRun(written: string): Run {
  const text = written.trim();
  const slackChannelId = CHANNEL.exec(text)?.groups?.['id'];
  if (slackChannelId !== undefined) return { slackChannelId };
  const slackUserId = PERSON.exec(text)?.groups?.['id'];
  if (slackUserId !== undefined) return { slackUserId };
  const url = linkOf(text);
  return url === null ? plain(text, 120) || '—' : { url, text: plain(url, 120) };
}

const LONGEST = 500;

function linkOf(text: string): string | null {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return url && url.href.length <= LONGEST ? url.href : null;
}
