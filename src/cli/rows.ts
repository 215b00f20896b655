import type { InactiveSummary, TeamsSummary, TopSummary } from '../domain/lists.ts';
import type { PersonSummary } from '../domain/person-summary.ts';
import type { StatusSummary } from '../domain/status.ts';
import type { Changed, Figures, TeamSummary } from '../domain/summary.ts';

type Cell = string | number | null;

/** A table, one record a row. A cell that is empty is not known or not provided; it never stands for 0. */
export type Rows = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

type Record = Readonly<{ [column: string]: Cell }>;

/** One row for each provider: the figures of the period, and of the one before it. */
export function reportRows({
  team,
  period,
  providers,
}: Pick<TeamSummary, 'team' | 'period' | 'providers'>): Rows {
  return tableOf(
    providers.map((part) => {
      const [seats, people, usage] = [known(part.seats), known(part.people), known(part.usage)];
      return {
        team: team.name,
        provider: part.provider,
        from: period.from,
        to: period.to,
        'data to': part.dataTo,
        'fetched at': instant(part.fetchedAt),
        'seats held': seats?.held ?? null,
        'seats active': seats?.activeInPeriod ?? null,
        'seats inactive': seats?.inactive?.count ?? null,
        'never used': seats?.inactive?.neverUsed ?? null,
        lapsed: seats?.inactive?.lapsed ?? null,
        'active people': people?.active.now ?? null,
        'active people before': people?.active.before ?? null,
        'chat people': people?.chat.now ?? null,
        'completion people': people?.completion.now ?? null,
        ...changed('lines accepted', usage?.linesAccepted),
        ...changed('lines changed', usage?.linesChanged),
        ...changed('chat turns', usage?.chatTurns),
        'completions accepted': usage?.completions.now.part ?? null,
        'completions suggested': usage?.completions.now.whole ?? null,
        'completions accepted before': usage?.completions.before.part ?? null,
        'completions suggested before': usage?.completions.before.whole ?? null,
        'active days': known(part.window)?.activeDays.sum ?? null,
      };
    }),
  );
}

export function personRows({ person, period, providers }: PersonSummary): Rows {
  return tableOf(
    providers.map(({ seat, dataTo, activeDays, usage: given, provider }) => {
      const usage = known(given);
      return {
        'e-mail': person.email,
        name: person.name,
        provider,
        from: period.from,
        to: period.to,
        'data to': dataTo,
        seat: seat?.state ?? null,
        standing: seat?.standing ?? null,
        'last active': instant(seat?.lastActiveAt),
        ...changed('active days', known(activeDays)),
        ...changed('lines accepted', usage?.linesAccepted),
        ...changed('lines changed', usage?.linesChanged),
        ...changed('chat turns', usage?.chatTurns),
        'completions accepted': usage?.completions.now.part ?? null,
        'completions suggested': usage?.completions.now.whole ?? null,
      };
    }),
  );
}

export function topRows({ team, by, period, providers }: TopSummary): Rows {
  return tableOf(
    providers.flatMap(({ provider, ranking }) =>
      (known(ranking) ?? []).map(({ name, email, personId, value }, index) => ({
        team: team?.name ?? null,
        provider,
        from: period.from,
        to: period.to,
        rank: index + 1,
        name,
        'e-mail': email,
        id: personId,
        [by]: value,
      })),
    ),
    ['team', 'provider', 'from', 'to', 'rank', 'name', 'e-mail', 'id', by],
  );
}

export function inactiveRows({ team, days, providers }: InactiveSummary): Rows {
  return tableOf(
    providers.flatMap(({ provider, seats }) =>
      (seats ?? []).map(({ name, email, personId, reason, lastActiveAt, givenAt }) => ({
        team: team?.name ?? null,
        provider,
        'inactive for days': days,
        name,
        'e-mail': email,
        id: personId,
        reason,
        'last active': instant(lastActiveAt),
        given: instant(givenAt),
      })),
    ),
    [
      'team',
      'provider',
      'inactive for days',
      'name',
      'e-mail',
      'id',
      'reason',
      'last active',
      'given',
    ],
  );
}

export function teamsRows({ period, teams }: TeamsSummary): Rows {
  return tableOf(
    teams.flatMap(({ id, name, cells }) =>
      cells.map((cell) => ({
        id,
        team: name,
        provider: cell.provider,
        from: period.from,
        to: period.to,
        'seats held': cell.held,
        'seats active': cell.active,
        'seats inactive': cell.inactive,
        ...changed('lines accepted', cell.linesAccepted),
        'lines changed': cell.linesChanged,
        'chat turns': cell.chatTurns,
      })),
    ),
  );
}

export function statusRows({ providers }: StatusSummary): Rows {
  return tableOf(
    providers.map(({ provider, dataTo, lastAnswer, failure, rejected, held, seats }) => ({
      provider,
      'data to': dataTo,
      'last answer': instant(lastAnswer),
      'failed at': instant(failure?.at),
      failure: failure?.message ?? null,
      'rows rejected': rejected,
      'held from': held?.from ?? null,
      'held to': held?.to ?? null,
      seats,
    })),
  );
}

function tableOf(records: readonly Record[], columns = Object.keys(records[0] ?? {})): Rows {
  return {
    columns,
    rows: records.map((record) => columns.map((column) => record[column] ?? null)),
  };
}

function known<T>(figures: Figures<T>): T | null {
  return figures.state === 'known' ? figures.figures : null;
}

function changed(column: string, value: Changed | null | undefined): Record {
  return { [column]: value?.now ?? null, [`${column} before`]: value?.before ?? null };
}

function instant(at: Date | number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}
