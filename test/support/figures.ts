import { ask, type Answered } from './asking.ts';
import type { Company } from './company.ts';
import { lingmaCard, windsurfCard } from './expected-cards.ts';
import { readBlocks, readText, type Card, type Reading } from './reading.ts';

type Cards = Readonly<Record<string, Card>>;

/** An answer as it is read in both its forms, and what it must show. */
export type AskedFigures = Answered & {
  readonly read: { readonly text: Reading; readonly blocks: Reading };
  /** The cards in both forms; hold them against `due`. */
  readonly cards: { readonly text: Cards; readonly blocks: Cards };
  readonly due: { readonly text: Cards; readonly blocks: Cards };
};

/** The report's zone of every bot that is not told another one. */
const ZONE = 'Asia/Shanghai';

/** Asks for a team's figures, and works out what they are for the period that the answer says it is about. */
export async function askFigures(
  company: Company,
  command: string,
  teamId: string,
  { providers = ['Lingma', 'Windsurf'], zone = ZONE }: { providers?: string[]; zone?: string } = {},
): Promise<AskedFigures> {
  const answered = await ask(company, command);
  const read = { text: readText(answered.message), blocks: readBlocks(answered.message) };
  const { period } = read.text;
  const all = {
    Lingma: lingmaCard(company.world, teamId, period),
    Windsurf: windsurfCard(company.world, teamId, period, zone),
  };
  const due = Object.fromEntries(
    Object.entries(all).filter(([title]) => providers.includes(title)),
  );
  return {
    ...answered,
    read,
    cards: { text: read.text.cards, blocks: read.blocks.cards },
    due: { text: due, blocks: due },
  };
}
