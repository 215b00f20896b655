import { adminChannelCheck } from './admin-channel.ts';
import { blocksCheck } from './blocks.ts';
import type { Check } from './check.ts';
import { clockCheck } from './clock.ts';
import { databaseCheck } from './database.ts';
import { adminsCheck, managersCheck } from './managers.ts';
import { manifestCheck } from './manifest.ts';
import { providersCheck } from './providers.ts';
import { scopesCheck } from './scopes.ts';
import { settingsCheck } from './settings.ts';
import { slackConnectionCheck, slackTokenCheck } from './slack-token.ts';
import { teamsCheck } from './teams.ts';

/** Everything that is looked at, in the order in which it is told. */
export const CHECKS: readonly Check[] = [
  settingsCheck,
  databaseCheck,
  clockCheck,
  slackTokenCheck,
  slackConnectionCheck,
  scopesCheck,
  manifestCheck,
  blocksCheck,
  adminChannelCheck,
  adminsCheck,
  providersCheck,
  teamsCheck,
  managersCheck,
];
