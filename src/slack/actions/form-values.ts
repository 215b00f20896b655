import type { ViewOutput } from '@slack/bolt';
import type { DigestDeadEnd, SubscribeAsk } from '../../domain/digests.ts';
import type { Section } from '../../domain/subscriptions.ts';
import { readSections } from '../command-digest-values.ts';
import type { Read } from '../command-reading.ts';
import { readEvery } from '../command-schedule.ts';
import { readZone } from '../command-zones.ts';
import { refusalText } from '../views/refusals.ts';
import type { Field } from '../views/subscribe-form.ts';
import { clip, plain } from '../views/text.ts';

/** What is wrong with a form, by its field. */
export type FieldErrors = Readonly<Partial<Record<Field, string>>>;

type Values = ViewOutput['state']['values'];

/** Reads a submitted form as the same words typed into a command are read. */
export function readForm(values: Values): Omit<SubscribeAsk, 'edit'> | { errors: FieldErrors } {
  const every = readEvery(chosen(values, 'every').join());
  const typedZone = textIn(values, 'zone');
  const zone = readZone(typedZone);
  const at = values['at']?.['at']?.selected_time ?? null;
  const sections = readParts(chosen(values, 'sections'));
  const team = oneIn(values, 'team') ?? textIn(values, 'team');
  const channelId = values['channel']?.['channel']?.selected_conversation ?? '';
  const errors: FieldErrors = {
    ...(team === '' && { team: 'Which team?' }),
    ...(channelId === '' && { channel: 'Which channel?' }),
    ...wrongIn('every', every),
    ...(at === null && { at: 'At what time?' }),
    ...wrongIn('zone', zone),
    ...(typedZone === '' && { zone: 'In which time zone?' }),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    team,
    channelId,
    every: every.accepted,
    at,
    zone: zone.accepted,
    // A form says all of it: what is not ticked is left out.
    provider: oneIn(values, 'provider'),
    names: chosen(values, 'names').length > 0,
    sections,
  };
}

/** Where in the form it is said why a subscription cannot be made; null where no field is to blame. */
export function fieldToBlame(end: DigestDeadEnd): FieldErrors | null {
  switch (end.kind) {
    case 'unknown-team': {
      const names = end.suggestions.map(({ name }) => `“${plain(name)}”`);
      const near = names.length > 0 ? ` Did you mean ${names.slice(0, 3).join(' or ')}?` : '';
      return { team: `There is no team “${plain(end.asked)}”.${near}` };
    }
    case 'ambiguous-team':
      return { team: `“${plain(end.asked)}” is the name of several teams: give its id.` };
    case 'refused':
      return end.refusal.reason === 'managers-only' ? { team: refusalText(end.refusal) } : null;
    case 'bad-provider':
      return { provider: `“${plain(end.asked)}” is not a provider here any more.` };
    default:
      return null;
  }
}

function readParts(parts: readonly string[]): readonly Section[] {
  return parts.length === 0 ? [] : (readSections(parts.join()).accepted ?? []);
}

function wrongIn(name: Field, { objection }: Read<unknown>): FieldErrors {
  return objection === null ? {} : { [name]: clip(objection.problem, 200) };
}

function chosen(values: Values, name: Field): string[] {
  return values[name]?.[name]?.selected_options?.map(({ value }) => value) ?? [];
}

function oneIn(values: Values, name: Field): string | null {
  return values[name]?.[name]?.selected_option?.value ?? null;
}

function textIn(values: Values, name: Field): string {
  return plain(values[name]?.[name]?.value ?? '', 200);
}
