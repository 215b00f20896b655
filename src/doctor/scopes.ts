import type { Check } from './check.ts';
import { open, right, wrong } from './finding.ts';
import { readManifest } from './read-manifest.ts';

const SUBJECT = 'scopes';

/** Holds what the bot token was granted against what manifest.yml asks for. */
export const scopesCheck: Check = {
  subject: SUBJECT,
  async look({ slack, manifest, isAsSet }) {
    const identity = isAsSet('SLACK_BOT_TOKEN') ? await slack.identity().catch(() => null) : null;
    if (!identity) return [open(SUBJECT, 'Slack does not tell whose SLACK_BOT_TOKEN is')];
    const { scopes } = identity;
    if (!scopes) return [open(SUBJECT, 'Slack does not tell what the token was granted')];
    const asked = readManifest(manifest).scopes;
    const lacking = asked.filter((scope) => !scopes.includes(scope));
    const besides = scopes.filter((scope) => !asked.includes(scope));
    const more =
      besides.length > 0 ? `; besides, ${besides.join(', ')}, which it does not need` : '';
    if (lacking.length === 0)
      return [right(SUBJECT, `all ${asked.length} of manifest.yml are granted${more}`)];
    return [
      wrong(
        SUBJECT,
        `${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} not granted`,
        'paste manifest.yml into “App Manifest” of your Slack app and install it to the workspace again',
      ),
    ];
  },
};
