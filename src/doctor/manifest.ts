import { toAppError } from '../errors.ts';
import type { Check, Patient } from './check.ts';
import { open, right, wrong, type Finding } from './finding.ts';
import { readManifest } from './read-manifest.ts';

const SUBJECT = 'manifest.yml';

/** Has Slack check the manifest, where somebody lends a token for app configurations. */
export const manifestCheck: Check = {
  subject: SUBJECT,
  async look({ slack, settings, manifest, isAsSet }) {
    const { configToken, connection } = settings.config.slack;
    const { whole, socketMode } = readManifest(manifest);
    const modes = modesDiffer(socketMode, connection.mode, isAsSet);
    if (configToken === null) {
      return [
        open(SUBJECT, 'Slack does that for an app configuration token only (SLACK_CONFIG_TOKEN)'),
        ...modes,
      ];
    }
    try {
      const objections = await slack.manifest(whole, configToken);
      return [
        ...(objections.length === 0
          ? [right(SUBJECT, 'Slack takes it')]
          : objections.map(({ at, message }) =>
              wrong(
                SUBJECT,
                `Slack does not take it: ${message} (${at || 'the whole'})`,
                'take manifest.yml as it came with this version',
              ),
            )),
        ...modes,
      ];
    } catch (thrown) {
      const { context, message } = toAppError(thrown);
      const { slackError } = context;
      if (slackError === 'unknown_method') return [open(SUBJECT, message), ...modes];
      const why = slackError === undefined ? message : `Slack answers ${slackError}`;
      return [
        wrong(
          'SLACK_CONFIG_TOKEN',
          why,
          'generate another token on https://api.slack.com/apps (it is good for 12 hours), or leave it empty',
        ),
        ...modes,
      ];
    }
  },
};

/** Which of the two the app itself is set to, only its owner can see. */
function modesDiffer(
  socketMode: boolean,
  mode: 'socket' | 'http',
  isAsSet: Patient['isAsSet'],
): Finding[] {
  if (!isAsSet('SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET')) return [];
  if ((mode === 'socket') === socketMode) return [];
  const why = mode === 'socket' ? 'SLACK_APP_TOKEN is set' : 'SLACK_APP_TOKEN is not set';
  const wanted = mode === 'socket' ? 'on' : 'off';
  return [
    open(
      SUBJECT,
      `whether Socket Mode is ${wanted} in your Slack app, as ${why}; in this file it is not`,
    ),
  ];
}
