import { toAppError } from '../errors.ts';
import type { Check } from './check.ts';
import { open, right, wrong, type Finding } from './finding.ts';
import { SAMPLES } from './sample-messages.ts';

const SUBJECT = 'messages';

/** Has Slack check sample messages: as they should be, and where it does not take those, without charts and tables. */
export const blocksCheck: Check = {
  subject: SUBJECT,
  async look({ slack, isAsSet }) {
    if (!isAsSet('SLACK_BOT_TOKEN')) return [open(SUBJECT, 'SLACK_BOT_TOKEN is not set right')];
    const findings: Finding[] = [];
    try {
      for (const { what, draw } of SAMPLES) {
        const [objection] = await slack.blocks(draw('all').blocks);
        if (!objection) {
          findings.push(right(SUBJECT, `Slack takes ${what}`));
          continue;
        }
        const [refusal] = await slack.blocks(draw('basic').blocks);
        findings.push(
          refusal
            ? wrong(
                SUBJECT,
                `Slack does not take ${what}: ${refusal.message} (${refusal.at})`,
                'report it with the bot’s version: this is no setting of yours',
              )
            : right(
                SUBJECT,
                `Slack takes ${what} without charts and tables; text stands in their place`,
              ),
        );
      }
      return findings;
    } catch (thrown) {
      return [...findings, open(SUBJECT, toAppError(thrown).message)];
    }
  },
};
