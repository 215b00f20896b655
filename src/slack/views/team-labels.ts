import { plain } from './text.ts';
import { WIDEST } from './text-table.ts';

type Named = { readonly id: string; readonly name: string; readonly within: string | null };

/** Names teams so that they differ also where they are cut: with what they lie in, or where that is no help with their ids. */
export function labelled<T extends Named>(teams: readonly T[]): (T & { readonly label: string })[] {
  const inFull = namedBy(teams, fullName);
  const byPlace = namedBy(
    alike(inFull).map(({ team }) => team),
    ({ within, id, name }) => brief(name || id, within),
  );
  const byId = namedBy(
    alike(byPlace).map(({ team }) => team),
    ({ id, name }) => brief(name, id),
  );
  const labels = new Map([...inFull, ...byPlace, ...byId].map(({ team, label }) => [team, label]));
  return teams.map((team) => ({ ...team, label: labels.get(team) ?? fullName(team) }));
}

type Label<T> = { readonly team: T; readonly label: string };

function namedBy<T extends Named>(teams: readonly T[], labelOf: (team: T) => string): Label<T>[] {
  return teams.map((team) => ({ team, label: labelOf(team) }));
}

/** Those whose labels look the same in a table. */
function alike<T>(labels: readonly Label<T>[]): Label<T>[] {
  const groups = Map.groupBy(labels, ({ label }) => plain(label, WIDEST));
  return [...groups.values()].filter(({ length }) => length > 1).flat();
}

function fullName({ id, name, within }: Named): string {
  const own = plain(name, 40) || plain(id, 40) || 'Team';
  return within ? `${own} (${plain(within, 30)})` : own;
}

/** A name with a mark, both short enough to be seen in the narrowest table. */
function brief(name: string, mark: string | null): string {
  const own = plain(name, 9) || 'Team';
  return mark ? `${own} (${plain(mark, 10)})` : own;
}
