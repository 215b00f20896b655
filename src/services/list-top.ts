import type { ListTop } from '../domain/answers.ts';
import type { RankedPart } from '../domain/lists.ts';
import { rankPeople, type Ranking } from '../domain/ranking.ts';
import { answerByPart } from './answer-by-part.ts';
import { peopleDemand } from './demands.ts';
import { gapsIn } from './gaps.ts';
import { heldPersonDays } from './held-days.ts';
import { offersFor } from './offers.ts';
import { known, missing, type PartQuestion } from './part-figures.ts';
import type { QuestionPorts } from './question-ports.ts';
import { understand } from './understand-question.ts';

type Wanted = Pick<Parameters<ListTop>[1], 'by' | 'limit'>;

/** Answers `top`: who did most at each provider. Providers count differently, so nobody is ranked across them. */
export function createListTop(ports: QuestionPorts): ListTop {
  return async (actor, ask, onProgress) => {
    const subject = await understand(actor, ask, ports, onProgress);
    if ('kind' in subject) return subject;
    const { asked, period } = subject;
    const { by, limit } = ask;
    const unlisted = await ports.people.unlisted();
    const { parts, tooSmall, notes } = await answerByPart(
      subject,
      peopleDemand(period),
      ports,
      (prepared) => rankPart({ ...prepared, period, unlisted, naming: false }, ask, ports),
    );
    const team = asked && { id: asked.id, name: asked.name };
    const { zone } = ports;
    return {
      kind: 'top',
      summary: { team, by, limit, period, zone, providers: parts, tooSmall, notes },
      offers: offersFor(actor, subject, ports, false),
    };
  };
}

async function rankPart(
  question: PartQuestion,
  { by, limit }: Wanted,
  { store }: QuestionPorts,
): Promise<RankedPart> {
  const { part, roster, period, unlisted, fetchedAt, trouble, remarks } = question;
  const { id: provider, title, capabilities } = part.provider;
  const empty = { provider, title, dataTo: null, fetchedAt, people: 0, unlisted: 0 };
  if (!capabilities.feeds.includes('person-days')) {
    return { ...empty, ranking: { state: 'not-provided' }, notes: trouble };
  }
  const dataTo = await store.newestDay(provider);
  const held = await heldPersonDays(store, question, period);
  const notes = [...trouble, ...gapsIn(held, period, dataTo), ...remarks];
  if (held.size === 0) return { ...empty, dataTo, ranking: missing, notes };
  const personIds = roster.map(({ personId }) => personId);
  const totals = await store.personTotals({ provider, personIds, period });
  const ranking = rankPeople(totals, roster, by, unlisted);
  return {
    ...empty,
    dataTo,
    ranking: rankingOf(ranking, limit),
    people: ranking.people,
    unlisted: ranking.unlisted,
    notes,
  };
}

function rankingOf({ ranked, isCounted }: Ranking, limit: number): RankedPart['ranking'] {
  return isCounted ? known(ranked.slice(0, limit)) : { state: 'not-provided' };
}
