import { mayNameInactive, maySeePeople } from '../domain/access.ts';
import type { ReportTeam } from '../domain/answers.ts';
import { NAMED_SEATS, shownOf } from '../domain/shown.ts';
import type { TeamSummary } from '../domain/summary.ts';
import type { TeamDetails } from '../domain/team-details.ts';
import { detailPart } from './detail-part.ts';
import { noteShown } from './note-shown.ts';
import { offersFor } from './offers.ts';
import type { QuestionPorts } from './question-ports.ts';
import { summarizeTeam } from './summarize-team.ts';
import { understand } from './understand-question.ts';

/** Answers `team=`: each provider's figures of a team over a period, fetched first where the store lacks them. */
export function createReportTeam(ports: QuestionPorts): ReportTeam {
  return async (actor, ask, onProgress) => {
    const subject = await understand(actor, ask, ports, onProgress);
    if ('kind' in subject) return subject;
    const { asked } = subject;
    const naming = mayNameInactive(actor, asked, ask.audience);
    const withPeople = maySeePeople(actor, asked, ask.audience);
    const { summary, besides } = await summarizeTeam(subject, naming, ports, async (question) =>
      ask.details ? detailPart(question, withPeople, ports.store) : null,
    );
    const details: TeamDetails | null = ask.details
      ? { providers: besides.flatMap((part) => part ?? []) }
      : null;
    await (details
      ? noteShown(actor, 'details', peopleIn(details, ask.whole), ports)
      : noteShown(actor, 'inactive', seatsIn(summary, ask.whole), ports));
    return { kind: 'summary', summary, details, offers: offersFor(actor, subject, ports, true) };
  };
}

/** The people whom the details show; they list no inactive seats. */
function peopleIn({ providers }: TeamDetails, whole = false) {
  const lists = providers.map(({ people }) => people ?? []);
  return whole ? lists.flat() : shownOf(lists);
}

function seatsIn({ providers }: TeamSummary, whole = false) {
  const most = whole ? Infinity : NAMED_SEATS;
  return providers.flatMap(({ inactiveSeats }) => inactiveSeats?.slice(0, most) ?? []);
}
