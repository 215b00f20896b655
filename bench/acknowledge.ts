import type { Closing } from './closing.ts';
import { answersFrom, sendAtOnce } from './commands.ts';
import { median, milliseconds, percentile, ratio, spread } from './figures.ts';
import { printTable } from './table.ts';
import { startWorkplace, type Workplace } from './workplace.ts';

export type AcknowledgePlan = {
  readonly databases: readonly Database[];
  readonly rounds: number;
  readonly burstsPerRound: number;
};

/** A database by name, and what the bot must be told to use an empty one. */
type Database = {
  readonly name: string;
  readonly settings: () => Promise<Readonly<Record<string, string>>>;
};

/** Milliseconds that commands waited for their acknowledgement. */
type Round = { readonly bot: readonly number[]; readonly bare: readonly number[] };

const CONCURRENT = 50;
const TEAMS = ['Backend', 'Frontend', 'Mobile', 'Data', 'Platform', 'QA'];

/** Measures how long a command waits for its acknowledgement while a sync runs, beside a Bolt app that does nothing else. */
export async function measureAcknowledging(plan: AcknowledgePlan, closing: Closing): Promise<void> {
  const rows: string[][] = [];
  for (const { name, settings } of plan.databases) {
    const own = closing.inner();
    try {
      const workplace = await startWorkplace(await settings(), own);
      const rounds = await measureRounds(workplace, plan);
      rows.push(...rowsOf(workplace.synced() ? `${name} (the sync ended before)` : name, rounds));
    } finally {
      await own.end();
    }
  }
  printTable(
    `Acknowledging ${CONCURRENT} commands sent at once while a sync runs: medians of ${plan.rounds} rounds, each ${plan.burstsPerRound} × ${CONCURRENT} commands to either`,
    ['database', '', 'bot', 'bare Bolt app', 'bot / bare (rounds)', 'goal'],
    rows,
  );
}

async function measureRounds(workplace: Workplace, plan: AcknowledgePlan): Promise<Round[]> {
  const { bot, bare, answersUrl } = workplace;
  let asked = 0;

  // The next burst waits for the answers to this one, so that they do not disturb the bare app's turn.
  async function askBot(commands: readonly string[]): Promise<readonly number[]> {
    const waits = await sendAtOnce(bot, commands, answersUrl);
    asked += commands.length;
    const answer = await answersFrom(answersUrl, asked);
    if (!answer.includes('Lines accepted')) throw new Error(`That is no summary: ${answer}`);
    return waits;
  }

  const askBare = (commands: readonly string[]) => sendAtOnce(bare, commands, answersUrl);

  // Lets the bot fetch what the answers need, so that later ones come from the store, and warms both up.
  await askBot(TEAMS.map(commandFor));
  const commands = Array.from({ length: CONCURRENT }, (_, at) => TEAMS[at % TEAMS.length] ?? '');
  const texts = commands.map(commandFor);
  await askBot(texts);
  await askBare(texts);
  const rounds: Round[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const waits: { bot: number[]; bare: number[] } = { bot: [], bare: [] };
    for (let burst = 0; burst < plan.burstsPerRound; burst += 1) {
      waits.bot.push(...(await askBot(texts)));
      waits.bare.push(...(await askBare(texts)));
    }
    rounds.push(waits);
  }
  return rounds;
}

function commandFor(team: string): string {
  return `team=${team} period=7d`;
}

function rowsOf(name: string, rounds: readonly Round[]): string[][] {
  return [0.5, 0.99].map((share) => {
    const waits = rounds.map(({ bot, bare }) => ({
      bot: percentile(bot, share),
      bare: percentile(bare, share),
    }));
    const ratios = waits.map(({ bot, bare }) => bot / bare);
    return [
      name,
      `p${share * 100}`,
      milliseconds(median(waits.map(({ bot }) => bot))),
      milliseconds(median(waits.map(({ bare }) => bare))),
      `${ratio(median(ratios))}${spread(ratios, ratio)}`,
      share === 0.99 ? '≤ 1.50× and < 500 ms' : '',
    ];
  });
}
