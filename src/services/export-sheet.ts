import type { Day, Period } from '../domain/calendar.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import type { DemandAt } from './demands.ts';
import type { PreparedPart } from './prepare-part.ts';
import type { PreparedPerson } from './prepare-person.ts';

/** Some rows of a file, and the addresses of the people in them. */
export type Page = {
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly emails: readonly string[];
};

/** What one provider puts into a file, some rows at a time. */
export type ExportPart = {
  readonly provider: Provider;
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly notes: readonly Note[];
  readonly rows: number;
  readonly pages: () => AsyncIterable<Page>;
};

/** A kind of file: what it is made of, and what stands in it. */
export type Sheet = {
  /** What stands in the file's name, and what its title begins with. */
  readonly name: string;
  readonly title: string;
  /** The first lines above the table: what it is, and of when. */
  readonly heading: readonly string[];
  readonly columns: readonly string[];
  readonly legend: string;
  readonly period: Period;
  readonly demand: DemandAt;
  /** Whether a provider tells what is asked for; if not, `lacks` says so behind its name. */
  readonly tells: (provider: Provider) => boolean;
  readonly lacks: string;
  /** What there are no rows of: “usage days of Backend in …”. */
  readonly said: (about: string) => string;
  readonly ofPerson: (prepared: PreparedPerson) => Promise<ExportPart>;
  readonly ofTeam: (prepared: PreparedPart) => Promise<ExportPart>;
  /** Of everybody at the provider, in a team or in none. */
  readonly ofAll: (prepared: PreparedPart) => Promise<ExportPart>;
};
