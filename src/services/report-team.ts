import { mayNameInactive, maySeePeople } from '../domain/access.ts';
import type { ReportTeam } from '../domain/answers.ts';
import { periodBefore } from '../domain/calendar.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { TeamSummary } from '../domain/summary.ts';
import type { TeamDetails } from '../domain/team-details.ts';
import { answerByPart } from './answer-by-part.ts';
import { summaryDemand } from './demands.ts';
import { detailPart } from './detail-part.ts';
import { noteShown } from './note-shown.ts';
import { offersFor } from './offers.ts';
import type { PartQuestion } from './part-figures.ts';
import type { QuestionPorts } from './question-ports.ts';
import { reportPart } from './report-part.ts';
import { understand } from './understand-question.ts';

/** Answers `team=`: each provider's figures of a team over a period, fetched first where the store lacks them. */
export function createReportTeam(ports: QuestionPorts): ReportTeam {
  return async (actor, ask, onProgress) => {
    const subject = await understand(actor, ask, ports, onProgress);
    if ('kind' in subject) return subject;
    const { asked, team, period } = subject;
    const naming = mayNameInactive(actor, asked, ask.audience);
    const withPeople = maySeePeople(actor, asked, ask.audience);
    const unlisted = await ports.people.unlisted();
    const { parts, tooSmall, notes } = await answerByPart(
      subject,
      summaryDemand(period),
      ports,
      async (prepared) => {
        const question: PartQuestion = { ...prepared, period, naming, unlisted };
        return {
          summary: await reportPart(question, ports),
          details: ask.details ? await detailPart(question, withPeople, ports.store) : null,
        };
      },
    );
    const details: TeamDetails | null = ask.details
      ? { providers: parts.flatMap((part) => part.details ?? []) }
      : null;
    const summary: TeamSummary = {
      team: { id: team.id, name: team.name },
      period,
      before: periodBefore(period),
      zone: ports.zone,
      inactiveDays: INACTIVE_DAYS,
      providers: parts.map((part) => part.summary),
      tooSmall,
      notes,
    };
    const seats = summary.providers.flatMap(({ inactiveSeats }) => inactiveSeats ?? []);
    await noteShown(actor, 'inactive', seats, ports);
    const people = details?.providers.flatMap((part) => part.people ?? []) ?? [];
    await noteShown(actor, 'details', people, ports);
    return { kind: 'summary', summary, details, offers: offersFor(actor, subject, ports, true) };
  };
}
