import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { characters, link, plainText, textObject } from './text.ts';

const actionId = characters(limits.action_id.max_length, 1).optional();
const style = z.enum(['primary', 'danger']).optional();

const confirm = z
  .strictObject({
    title: plainText(limits.confirmation.title.max_length),
    text: textObject(limits.confirmation.text.max_length),
    confirm: plainText(limits.confirmation.confirm.max_length),
    deny: plainText(limits.confirmation.deny.max_length),
    style,
  })
  .partial({ title: true, confirm: true, deny: true })
  .optional();

const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(limits.select.placeholder.max_length).optional() };
const picker = { action_id: actionId, confirm, ...focus };

function option(text: 'plain' | 'any') {
  const { text: label, value, description, url } = limits.option;
  return z.strictObject({
    text: text === 'plain' ? plainText(label.max_length) : textObject(label.max_length),
    value: characters(value.max_length).optional(),
    description: plainText(description.max_length).optional(),
    url: link(url.max_length).optional(),
  });
}

/** An image as an element: exactly one of an address and an uploaded file. */
export const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: characters(limits.image.alt_text.max_length, 1),
    image_url: link(limits.image.image_url.max_length).optional(),
    slack_file: slackFile().optional(),
  })
  .refine(hasOneSource, { message: 'must define either `image_url` or `slack_file`' });

/** An uploaded file, by id or by address. */
export function slackFile() {
  return z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: link(3000) })]);
}

/** True when an image names exactly one source. */
export function hasOneSource(value: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (value.image_url === undefined) !== (value.slack_file === undefined);
}

/** A push button. */
export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(limits.button.text.max_length),
  action_id: actionId,
  url: link(limits.button.url.max_length).optional(),
  value: characters(limits.button.value.max_length).optional(),
  style,
  confirm,
  accessibility_label: characters(limits.button.accessibility_label.max_length).optional(),
});

const options = z.array(option('plain')).min(1).max(limits.select.options.max_items);
const groups = z
  .array(
    z.strictObject({
      label: plainText(limits.option_group.label.max_length),
      options: z
        .array(option('plain'))
        .min(limits.option_group.options.min_items)
        .max(limits.option_group.options.max_items),
    }),
  )
  .max(limits.select.option_groups.max_items);

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...picker,
    ...placeholder,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_option: option('plain').optional(),
  })
  .refine((value) => (value.options === undefined) !== (value.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  })
  .superRefine((value, context) => {
    const offered = value.options ?? (value.option_groups ?? []).flatMap((group) => group.options);
    requireOffered(value.initial_option, offered, context);
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...picker,
    ...placeholder,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_options: z.array(option('plain')).min(1).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine((value) => (value.options === undefined) !== (value.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`',
  })
  .superRefine((value, context) => {
    const offered = value.options ?? (value.option_groups ?? []).flatMap((group) => group.options);
    for (const initial of value.initial_options ?? []) {
      requireOffered(initial, offered, context, 'initial_options');
    }
  });

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm,
  options: z
    .array(option('plain'))
    .min(limits.overflow.options.min_items)
    .max(limits.overflow.options.max_items),
});

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...picker,
    options: z.array(option('any')).min(1).max(limits.checkboxes.options.max_items),
    initial_options: z.array(option('any')).min(1).optional(),
  })
  .superRefine((value, context) => {
    for (const initial of value.initial_options ?? []) {
      requireOffered(initial, value.options, context, 'initial_options');
    }
  });

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...picker,
    options: z.array(option('any')).min(1).max(limits.radio_buttons.options.max_items),
    initial_option: option('any').optional(),
  })
  .superRefine((value, context) => requireOffered(value.initial_option, value.options, context));

/** Slack wants the very same option, not only the same value. */
function requireOffered(
  initial: unknown,
  offered: readonly unknown[],
  context: z.core.$RefinementCtx,
  field: 'initial_option' | 'initial_options' = 'initial_option',
): void {
  if (initial === undefined || offered.some((one) => isDeepStrictEqual(one, initial))) return;
  const message = 'must be one of the provided options';
  context.addIssue({ code: 'custom', path: [field], message });
}

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...picker,
  ...placeholder,
  initial_user: z.string().optional(),
});

const conversationFilter = z
  .strictObject({
    include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
    exclude_external_shared_channels: z.boolean(),
    exclude_bot_users: z.boolean(),
  })
  .partial()
  .refine((filter) => Object.keys(filter).length > 0, { message: 'must define a filter' });

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...picker,
  ...placeholder,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: conversationFilter.optional(),
});

const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...picker,
  ...placeholder,
  initial_channel: z.string().optional(),
  response_url_enabled: z.boolean().optional(),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...picker,
  ...placeholder,
  initial_date: z.iso.date().optional(),
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picker,
  ...placeholder,
  initial_time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});

/** What an actions block may hold. */
export const interactive = z.discriminatedUnion('type', [
  button,
  staticSelect,
  multiStaticSelect,
  usersSelect,
  conversationsSelect,
  channelsSelect,
  overflow,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
]);

/** What may stand beside a section's text. */
export const accessory = z.discriminatedUnion('type', [...interactive.options, image]);

const feedbackButton = z.strictObject({
  text: plainText(limits.feedback_button.text.max_length),
  value: characters(limits.feedback_button.value.max_length),
  accessibility_label: characters(limits.feedback_button.accessibility_label.max_length).optional(),
});

/** What a context_actions block may hold. */
export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: actionId,
    icon: z.literal('trash'),
    text: plainText(),
    value: characters(limits.button.value.max_length).optional(),
    confirm,
    accessibility_label: characters(limits.button.accessibility_label.max_length).optional(),
    visible_to_user_ids: z
      .array(z.string())
      .max(limits.icon_button.visible_to_user_ids.max_items)
      .optional(),
  }),
]);

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  ...focus,
  ...placeholder,
  initial_value: z.string().optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).optional(),
  max_length: z.int().min(1).max(limits.plain_text_input.max_length.max).optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
});

/** What an input block may hold. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  staticSelect,
  multiStaticSelect,
  usersSelect,
  conversationsSelect,
  channelsSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
]);
