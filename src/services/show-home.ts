import { manages, refusalOf, type Actor } from '../domain/access.ts';
import type { Questions } from '../domain/answers.ts';
import type { DeliveryStore, ListedDelivery } from '../domain/delivery-ports.ts';
import { noticeSubjectOf } from '../domain/delivery-subjects.ts';
import type { Digests } from '../domain/digests.ts';
import type { AdminHome, HomePart, ListFailures, OwnHome, ShowHome } from '../domain/home.ts';
import type { Nudges } from '../domain/nudge-questions.ts';
import type { Clock, PeopleStore } from '../domain/ports.ts';
import { AppError, toAppError } from '../errors.ts';
import type { CompareManaged } from './compare-managed.ts';
import type { ListNudgesSeen } from './list-nudges-seen.ts';
import type { ListTeams } from './list-teams.ts';
import { ownPrivacy } from './own-privacy.ts';

type Ports = Pick<Questions, 'reportPerson' | 'reportStatus'> &
  Pick<Digests, 'listSubscriptions'> &
  Pick<Nudges, 'previewRound' | 'reportNudges'> & {
    readonly compareManaged: CompareManaged;
    readonly listFailures: ListFailures;
    readonly listTeams: ListTeams;
    readonly listNudgesSeen: ListNudgesSeen;
    readonly people: Pick<PeopleStore, 'accessesTo' | 'unlisted'>;
    readonly deliveries: Pick<DeliveryStore, 'sentTo'>;
    readonly clock: Clock;
    /** The report's IANA zone. */
    readonly zone: string;
    /** A part could not be made: for the log. */
    readonly onTrouble: (part: string, error: AppError) => void;
  };

/** Messages about one's subscriptions that are listed. */
const NOTICES = 3;

/** Shows somebody's App Home: what commands would tell them, side by side. A part that fails leaves the others. */
export function createShowHome(ports: Ports): ShowHome {
  const partOf = async <T>(name: string, make: () => Promise<T>): Promise<HomePart<T>> => {
    try {
      return { state: 'shown', value: await make() };
    } catch (thrown) {
      const error = toAppError(thrown);
      ports.onTrouble(name, error);
      return { state: 'failed', why: error.message };
    }
  };
  return async (actor) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const { teams } = await ports.listTeams();
    const managesSome = teams.some((team) => manages(actor, team));
    const [own, managed, subscriptions, admin] = await Promise.all([
      partOf('own', () => ownHome(actor, ports)),
      managesSome ? partOf('teams', () => ports.compareManaged(actor)) : null,
      partOf('subscriptions', async () => {
        const result = await ports.listSubscriptions(actor);
        return result.kind === 'subscriptions' ? result.all : [];
      }),
      actor.isAdmin ? adminHome(actor, partOf, ports) : null,
    ]);
    return {
      kind: 'home',
      shown: {
        at: ports.clock(),
        zone: ports.zone,
        own,
        teams: managed,
        maySubscribe: actor.isAdmin || managesSome,
        subscriptions,
        admin,
      },
    };
  };
}

async function ownHome(actor: Actor, ports: Ports): Promise<OwnHome> {
  const asked = { person: null, period: null, provider: null, audience: 'asker' } as const;
  const result = await ports.reportPerson(actor, asked, () => undefined);
  const summary = result.kind === 'person' ? result.summary : null;
  const told = await ports.deliveries.sentTo(actor.slackUserId, 'notice', NOTICES);
  return {
    email: actor.email,
    summary,
    // Who has given a seat back may want to know all the same.
    privacy: summary ? summary.privacy : await ownPrivacy(actor, ports),
    notices: { sent: told.deliveries.flatMap(noticeSent), inAll: told.inAll },
  };
}

function noticeSent(delivery: ListedDelivery): OwnHome['notices']['sent'] {
  const subject = noticeSubjectOf(delivery);
  return subject ? [{ at: delivery.changedAt, about: subject.about }] : [];
}

async function adminHome(
  actor: Actor,
  partOf: <T>(name: string, make: () => Promise<T>) => Promise<HomePart<T>>,
  ports: Ports,
): Promise<AdminHome> {
  const [status, round, nudges, failures] = await Promise.all([
    partOf('status', async () => {
      const result = await ports.reportStatus(actor, { unmatched: false });
      return result.kind === 'status' ? result.summary : refuse();
    }),
    partOf('round', async () => {
      const result = await ports.previewRound(actor);
      return result.kind === 'round' ? result.shown : refuse();
    }),
    partOf('nudges', async () => {
      const result = await ports.reportNudges(actor);
      return result.kind === 'nudges-status' ? result.status : refuse();
    }),
    partOf('failures', async () => {
      const result = await ports.listFailures(actor);
      return result.kind === 'failures' ? result.failures : refuse();
    }),
  ]);
  return { status, round, nudges, failures };
}

function refuse(): never {
  throw new AppError('forbidden', 'That is for admins only.');
}
