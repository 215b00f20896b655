import { TZDate } from '@date-fns/tz';
import { costOf } from '../domain/nudge-cost.ts';
import { nudgeSubjectOf, undeliveredOf, type NudgeSubject } from '../domain/nudge-subjects.ts';
import type { DrawNudges, NudgeMonth, WrongReport } from '../domain/nudges-shown.ts';
import { noteShown } from './note-shown.ts';
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
    if (!subject) return { skip: 'nobody knows what it is about' };
    const { to } = delivery;
    const place = 'channelId' in to ? to.channelId : to.slackUserId;
    return render(subject, place, ports);
  };
}

/** What names people says so to them: that it was shown in the channel, or to whom it is sent. */
async function render(subject: NudgeSubject, place: string, ports: Ports): Promise<Rendered> {
  const { nudges, draw, zone } = ports;
  const noted = async (named: readonly { readonly email: string | null }[]) =>
    void (await noteShown({ slackUserId: place, email: null }, 'nudges', named, ports));
  switch (subject.about) {
    case 'nudge': {
      const nudge = await nudges.nudge(subject.nudge);
      return nudge ? draw.nudge(await showNudge(nudge, ports)) : { skip: 'seat-gone' };
    }
    case 'round': {
      const round = await nudges.round(subject.round);
      if (!round) return { skip: 'its round is gone' };
      const shown = await showRound(round, ports);
      await noted(shown.seats);
      return draw.round(shown);
    }
    case 'wrong': {
      const report = await wrongReport(subject.answer, ports);
      if (!report) return { skip: 'it was taken back' };
      await noted([report.nudge]);
      return draw.wrong(report);
    }
    case 'reclaims': {
      const list = await reclaimList(ports);
      if (list.items.length === 0) return { skip: 'nothing is left to decide' };
      await noted(list.items);
      return draw.reclaims(list);
    }
    case 'undelivered':
      return draw.undelivered(undeliveredOf(subject));
    case 'reclaim': {
      const item = await nudges.reclaim(subject.reclaim);
      if (!item) return { skip: 'it is gone' };
      await noted([item]);
      return draw.reclaimChecked(titled(item, ports), zone);
    }
    default:
      return draw.month(await monthOf(subject.month, ports), titlesOf(ports));
  }
}

async function wrongReport(answerId: number, ports: Ports): Promise<WrongReport | null> {
  const { nudges, zone } = ports;
  const answer = await nudges.answerById(answerId);
  const nudge = answer && (await nudges.nudge(answer.nudgeId));
  const seat = nudge?.seats[answer?.seat ?? 0];
  if (!nudge || !seat || answer?.said.kind !== 'wrong') return null;
  const { wrong, text } = answer.said;
  const title = titlesOf(ports)[seat.provider] ?? seat.provider;
  return { nudge, seat, title, wrong, text, at: answer.at, zone };
}

async function monthOf(month: string, { nudges, zone, policy }: NudgePorts): Promise<NudgeMonth> {
  const { seats, blocked } = await nudges.month(...boundsOf(month, zone), zone);
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
