import type { HomeShown } from '../../domain/home.ts';
import { context, header, passage, type Message, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { momentText } from './dates.ts';
import { fitHome } from './fit.ts';
import { adminSections } from './home-admin.ts';
import { digestSections } from './home-digests.ts';
import { failureSections } from './home-failures.ts';
import { ownSections } from './home-own.ts';
import { open, row, type HomeCommands } from './home-parts.ts';
import { teamSections } from './home-teams.ts';
import { plain } from './text.ts';

/** `remark` says what a button has done. */
type Options = { readonly commands: HomeCommands; readonly remark: string | null };

/** Somebody's App Home, by what they may see. */
export function homeMessage(shown: HomeShown, { commands, remark }: Options): Message {
  const { admin, zone } = shown;
  return fitHome([
    head(
      `As of ${momentText(shown.at, zone) ?? 'now'} (${plain(zone)}), from what I hold. Opening this tab brings it up to date.`,
    ),
    ...(remark === null ? [] : [passage(0, plain(remark, 400))]),
    ...row(
      REFRESH,
      open('All teams', commands.teams),
      open('Status', commands.status),
      open('Help', commands.help),
    ),
    ...(admin ? failureSections(admin, zone) : []),
    ...ownSections(shown.own, { zone, commands }),
    ...teamSections(shown.teams, commands),
    ...digestSections(shown, commands),
    ...(admin ? adminSections(admin, commands) : []),
  ]);
}

const REFRESH: Button = { does: 'home-refresh', label: 'Refresh', value: 'refresh' };

/** Shown while a home is made. */
export function loadingHome(): Message {
  return fitHome([head('⏳ Looking up what I know…')]);
}

/** Instead of a home: for those who get none, and, with a way to try again, where none could be made. */
export function noHome({ blocks }: Message, isRefused: boolean): Message {
  const { blocks: top, text } = fitHome([head('How your teams use their AI coding assistants')]);
  const holds =
    'Nothing was changed or lost. The command /ai-usage, in any channel, asks for the same.';
  const rest = isRefused
    ? []
    : fitHome([passage(0, holds), ...row({ ...REFRESH, label: 'Try again' })]).blocks;
  return { text, blocks: [...top, ...blocks, ...rest] };
}

function head(line: string): Section {
  return {
    parts: [
      { block: header('AI usage'), spare: 0 },
      { block: context([line]), spare: 0 },
    ],
    lines: ['AI usage', line],
  };
}
