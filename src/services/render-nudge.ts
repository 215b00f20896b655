import { TZDate } from '@date-fns/tz';
import { costOf } from '../domain/nudge-cost.ts';
import { nudgeSubjectOf, undeliveredOf, type NudgeSubject } from '../domain/nudge-subjects.ts';
import type { DrawNudges, NudgeMonth } from '../domain/nudges.ts';
import type { NudgePorts } from './nudge-ports.ts';
import type { RenderDelivery } from './render-delivery.ts';
import { reclaimList, titled } from './list-reclaims.ts';
import { showNudge } from './show-nudge.ts';
import { showRound, titlesOf } from './show-round.ts';

type Ports = NudgePorts & { readonly draw: DrawNudges };
type Rendered = Awaited<ReturnType<RenderDelivery>>;

/** Says what a delivery of the kind `nudge` says. Whether a person's may go at all is asked apart: see may-send-nudge. */
export function createRenderNudge(ports: Ports): RenderDelivery {
  return async (delivery) => {
    const subject = nudgeSubjectOf(delivery);
    return subject ? render(subject, ports) : { skip: 'nobody knows what it is about' };
  };
}

async function render(subject: NudgeSubject, ports: Ports): Promise<Rendered> {
  const { nudges, draw, zone } = ports;
  switch (subject.about) {
    case 'nudge': {
      const nudge = await nudges.nudge(subject.nudge);
      return nudge ? draw.nudge(await showNudge(nudge, ports)) : { skip: 'seat-gone' };
    }
    case 'round': {
      const round = await nudges.round(subject.round);
      return round ? draw.round(await showRound(round, ports)) : { skip: 'its round is gone' };
    }
    case 'wrong':
      return renderWrong(subject.answer, ports);
    case 'reclaims': {
      const list = await reclaimList(ports);
      return list.items.length > 0 ? draw.reclaims(list) : { skip: 'nothing is left to decide' };
    }
    case 'undelivered':
      return draw.undelivered(undeliveredOf(subject));
    case 'reclaim': {
      const item = await nudges.reclaim(subject.reclaim);
      return item ? draw.reclaimChecked(titled(item, ports), zone) : { skip: 'it is gone' };
    }
    default:
      return draw.month(await monthOf(subject.month, ports), titlesOf(ports));
  }
}

async function renderWrong(answerId: number, ports: Ports): Promise<Rendered> {
  const { nudges, draw, zone } = ports;
  const answer = await nudges.answerById(answerId);
  const nudge = answer && (await nudges.nudge(answer.nudgeId));
  const seat = nudge?.seats[answer?.seat ?? 0];
  if (!nudge || !seat || answer?.said.kind !== 'wrong') return { skip: 'it was taken back' };
  const { wrong, text } = answer.said;
  const title = titlesOf(ports)[seat.provider] ?? seat.provider;
  return draw.wrong({ nudge, seat, title, wrong, text, at: answer.at, zone });
}

async function monthOf(month: string, { nudges, zone, policy }: NudgePorts): Promise<NudgeMonth> {
  const { seats, blocked } = await nudges.month(...boundsOf(month, zone));
  const cost = (of: keyof typeof seats) => costOf(seats[of], policy.prices);
  return {
    month,
    nudged: cost('nudged'),
    backInUse: cost('backInUse'),
    givenBack: cost('givenBack'),
    reclaimed: cost('reclaimed'),
    blocked,
  };
}

function boundsOf(month: string, zone: string): [from: Date, to: Date] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const first = (index: number) => new Date(new TZDate(year, index, 1, zone).getTime());
  return [first(number - 1), first(number)];
}
