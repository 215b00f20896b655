import { describe, expect, it } from 'vitest';
import { readForm } from '../../src/slack/actions/form-values.ts';

type Values = Parameters<typeof readForm>[0];

describe('a submitted form', () => {
  it('asks at each field that is empty for what belongs there', () => {
    const values: Values = {
      team: { team: { type: 'static_select', selected_option: null } },
      channel: { channel: { type: 'conversations_select' } },
      every: { every: { type: 'multi_static_select', selected_options: [] } },
      at: { at: { type: 'timepicker', selected_time: null } },
      zone: { zone: { type: 'plain_text_input', value: null } },
      names: { names: { type: 'checkboxes', selected_options: [] } },
    };
    expect(readForm(values)).toEqual({
      errors: {
        team: 'Which team?',
        channel: 'Which channel?',
        every: 'On which days?',
        at: 'At what time?',
        zone: 'In which time zone?',
      },
    });
  });
});
