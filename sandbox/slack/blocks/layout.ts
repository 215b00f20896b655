import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { dataVisualization } from './chart.ts';
import { dataTable, table } from './data.ts';
import {
  accessory,
  button,
  contextAction,
  hasOneSource,
  image as imageElement,
  inputElement,
  interactive,
  slackFile,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { characters, link, mrkdwn, plainText, textObject } from './text.ts';

const blockId = { block_id: characters(limits.block_id.max_length, 1).optional() };

const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z.array(interactive).min(1).max(limits.actions.elements.max_items),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(), mrkdwn(), imageElement]))
    .min(1)
    .max(limits.context.elements.max_items),
});

const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: z.array(contextAction).min(1).max(limits.context_actions.elements.max_items),
});

const divider = z.strictObject({ type: z.literal('divider'), ...blockId });

const header = z.strictObject({
  type: z.literal('header'),
  ...blockId,
  text: plainText(limits.header.text.max_length),
});

const image = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: characters(limits.image.alt_text.max_length, 1),
    title: plainText().optional(),
    image_url: link(limits.image.image_url.max_length).optional(),
    slack_file: slackFile().optional(),
  })
  .refine(hasOneSource, { message: 'must define either `image_url` or `slack_file`' });

const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(limits.input.label.max_length),
  hint: plainText(limits.input.hint.max_length).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});

const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: characters(limits.markdown.text.max_length, limits.markdown.text.min_length),
});

const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: textObject(limits.section.text.max_length).optional(),
    fields: z
      .array(textObject(limits.section.fields.item_max_length))
      .min(1)
      .max(limits.section.fields.max_items)
      .optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((value) => value.text !== undefined || value.fields !== undefined, {
    message: 'must define either `text` or `fields`',
  });

const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: imageElement,
    icon: imageElement,
    title: textObject(limits.card.title.max_length),
    subtitle: textObject(limits.card.subtitle.max_length),
    body: textObject(limits.card.body.max_length),
    subtext: textObject(limits.card.subtext.max_length),
    actions: z.array(button).min(1).max(limits.card.actions.max_items),
  })
  .partial({
    hero_image: true,
    icon: true,
    title: true,
    subtitle: true,
    body: true,
    subtext: true,
    actions: true,
  })
  .refine(({ hero_image: hero, title, body, actions }) => hero ?? title ?? body ?? actions, {
    message: 'must define `hero_image`, `title`, `actions` or `body`',
  });

const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: z
    .array(card)
    .min(limits.carousel.elements.min_items)
    .max(limits.carousel.elements.max_items),
});

const container = z
  .strictObject({
    type: z.literal('container'),
    ...blockId,
    title: plainText(limits.container.title.max_length).optional(),
    rich_text_title: richText.optional(),
    subtitle: textObject(limits.container.subtitle.max_length).optional(),
    icon: imageElement.optional(),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          header,
          image,
          input,
          richText,
          section,
          table,
        ]),
      )
      .min(1)
      .max(limits.container.child_blocks.max_items),
  })
  .refine((value) => value.title !== undefined || value.rich_text_title !== undefined, {
    message: 'must define either `title` or `rich_text_title`',
  });

const video = z.strictObject({
  type: z.literal('video'),
  ...blockId,
  video_url: link(3000),
  thumbnail_url: link(3000),
  alt_text: characters(limits.video.alt_text.max_length, limits.video.alt_text.min_length),
  title: plainText(limits.video.title.max_length),
  title_url: link(3000).optional(),
  author_name: characters(limits.video.author_name.max_length).optional(),
  provider_name: characters(limits.video.provider_name.max_length).optional(),
  provider_icon_url: link(3000).optional(),
  description: plainText(limits.video.description.max_length).optional(),
});

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockId,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z
    .array(
      z.strictObject({
        type: z.literal('url'),
        url: link(limits.url_source.url.max_length, limits.url_source.url.min_length),
        text: z.string(),
      }),
    )
    .optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
});

const plan = z.strictObject({
  type: z.literal('plan'),
  ...blockId,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
});

/** Every block that a message may hold; alert and file exist, but not in messages that apps post. */
export const block = z.discriminatedUnion('type', [
  actions,
  card,
  carousel,
  container,
  context,
  contextActions,
  dataTable,
  dataVisualization,
  divider,
  header,
  image,
  input,
  markdown,
  plan,
  richText,
  section,
  table,
  taskCard,
  video,
]);

/** Every block that a modal may hold: https://docs.slack.dev/reference/block-kit/blocks */
export const modalBlock = z.discriminatedUnion('type', [
  actions,
  card,
  context,
  divider,
  header,
  image,
  input,
  richText,
  section,
  video,
]);
