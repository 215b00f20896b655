import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { characters } from './text.ts';

const rules = limits.data_visualization;

const point = z.strictObject({
  label: characters(rules.point_label.max_length, 1),
  value: z.number(),
});

const series = z
  .array(
    z.strictObject({
      name: characters(rules.series_name.max_length, 1),
      data: z.array(point).min(rules.data.min_items).max(rules.data.max_items),
    }),
  )
  .min(rules.series.min_items)
  .max(rules.series.max_items);

const axes = z.strictObject({
  categories: z
    .array(characters(rules.category_label.max_length, 1))
    .min(rules.categories.min_items)
    .max(rules.categories.max_items),
  x_label: characters(rules.axis_label.max_length).optional(),
  y_label: characters(rules.axis_label.max_length).optional(),
});

function plot<Type extends 'bar' | 'area' | 'line'>(type: Type) {
  return z
    .strictObject({ type: z.literal(type), series, axis_config: axes })
    .superRefine((chart, context) => {
      const { categories } = chart.axis_config;
      if (new Set(categories).size < categories.length) {
        const path = ['axis_config', 'categories'];
        context.addIssue({ code: 'custom', path, message: 'categories must be unique' });
      }
      const names = new Set<string>();
      for (const [index, { name, data }] of chart.series.entries()) {
        if (names.has(name)) {
          const path = ['series', index, 'name'];
          context.addIssue({ code: 'custom', path, message: 'series names must be unique' });
        }
        names.add(name);
        if (!coversOnce(data, categories)) {
          const message = 'must have exactly one data point for each category';
          context.addIssue({ code: 'custom', path: ['series', index, 'data'], message });
        }
      }
    });
}

function coversOnce(data: readonly { label: string }[], categories: readonly string[]): boolean {
  const labels = new Set(data.map(({ label }) => label));
  if (labels.size < data.length || labels.size !== categories.length) return false;
  return categories.every((category) => labels.has(category));
}

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(
      z.strictObject({
        label: characters(rules.segment.label.max_length, 1),
        value: z.number().gt(rules.segment.value.exclusive_min),
      }),
    )
    .min(rules.segments.min_items)
    .max(rules.segments.max_items),
});

/** The data_visualization block: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: characters(limits.block_id.max_length, 1).optional(),
  title: characters(rules.title.max_length, 1),
  chart: z.discriminatedUnion('type', [pie, plot('bar'), plot('area'), plot('line')]),
});
