import type { Directory } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { Settings } from '../settings.ts';
import type { SlackInspection } from '../slack/inspect.ts';
import type { DatabaseSeen } from '../store/inspect-database.ts';
import type { Finding } from './finding.ts';
import type { ReadServerTime } from './server-time.ts';
import type { Complaint } from './usable-settings.ts';

/** What can be looked at. */
export type Patient = {
  readonly settings: Settings;
  /** What is wrong with the settings; these are not among `settings`, which then hold a stand-in or nothing. */
  readonly complaints: readonly Complaint[];
  /** Whether a setting is as it was set: a stand-in tells nothing. */
  readonly isAsSet: (...names: readonly string[]) => boolean;
  readonly slack: SlackInspection;
  readonly directory: Directory;
  readonly providers: readonly Provider[];
  readonly inspectDatabase: () => Promise<DatabaseSeen>;
  readonly readServerTime: ReadServerTime;
  /** The text of manifest.yml. */
  readonly manifest: string;
  readonly now: () => Date;
};

/** Looks at one thing. May throw AppError: then that is what was found. */
export type Check = {
  /** Named where it throws. */
  readonly subject: string;
  readonly look: (patient: Patient) => Promise<readonly Finding[]>;
};
