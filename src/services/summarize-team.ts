import { periodBefore } from '../domain/calendar.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { TeamSummary } from '../domain/summary.ts';
import { answerByPart } from './answer-by-part.ts';
import { summaryDemand } from './demands.ts';
import type { PartQuestion } from './part-figures.ts';
import type { QuestionPorts } from './question-ports.ts';
import { reportPart } from './report-part.ts';
import type { Subject } from './understand-question.ts';

/** Sums a team's period up at each provider that may be shown, with whatever else is wanted of each; asks nobody's leave. */
export async function summarizeTeam<Besides>(
  subject: Subject,
  naming: boolean,
  ports: QuestionPorts,
  besidesOf: (question: PartQuestion) => Promise<Besides>,
): Promise<{ readonly summary: TeamSummary; readonly besides: readonly Besides[] }> {
  const { team, period } = subject;
  const unlisted = await ports.people.unlisted();
  const { parts, tooSmall, notes } = await answerByPart(
    subject,
    summaryDemand(period),
    ports,
    async (prepared) => {
      const question: PartQuestion = { ...prepared, period, naming, unlisted };
      return { summary: await reportPart(question, ports), besides: await besidesOf(question) };
    },
  );
  return {
    summary: {
      team: { id: team.id, name: team.name },
      period,
      before: periodBefore(period),
      zone: ports.zone,
      inactiveDays: INACTIVE_DAYS,
      providers: parts.map((part) => part.summary),
      tooSmall,
      notes,
    },
    besides: parts.map((part) => part.besides),
  };
}
