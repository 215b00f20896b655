import type { Command } from '../slack/command.ts';

/** What a terminal can ask: what needs no channel and nobody's Slack account. */
export type AnsweredHere = Extract<
  Command,
  { verb: 'report' | 'person' | 'top' | 'inactive' | 'teams' | 'export' | 'status' | 'help' }
>;

/** Gives a command that is answered at a terminal, or null. */
export function answeredHere(command: Command): AnsweredHere | null {
  switch (command.verb) {
    case 'report':
    case 'person':
    case 'top':
    case 'inactive':
    case 'teams':
    case 'export':
    case 'status':
    case 'help':
      return command;
    default:
      return null;
  }
}
