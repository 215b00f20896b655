import './blocks.css';
import type { WireBlock } from '../../slack/blocks/check.ts';
import { type Press, Pressable } from '../elements/pressable.tsx';
import { Chart } from './chart.tsx';
import { DataTable } from './data-table.tsx';
import { Drawn } from './drawn.tsx';
import { Picture } from './picture.tsx';

/** A message's or a view's blocks. What can be pressed, tables of data and charts are drawn here, everything else by the library. */
export function Blocks({ blocks, press }: { blocks: readonly WireBlock[]; press: Press }) {
  return (
    <div className="blocks">
      {inRuns(blocks).map((run, at) =>
        Array.isArray(run) ? (
          <Drawn key={at} blocks={run} />
        ) : (
          <OwnBlock key={run.block_id ?? at} block={run} press={press} />
        ),
      )}
    </div>
  );
}

function OwnBlock({ block, press }: { block: WireBlock; press: Press }) {
  switch (block.type) {
    case 'actions':
      return (
        <div className="actions">
          {block.elements.map((element, at) => (
            <Pressable
              key={element.action_id ?? at}
              element={element}
              blockId={block.block_id ?? ''}
              press={press}
            />
          ))}
        </div>
      );
    case 'section': {
      const { accessory, ...rest } = block;
      return (
        <div className="section">
          <Drawn blocks={[rest]} />
          {accessory?.type === 'image' && <Picture alt={accessory.alt_text} />}
          {accessory !== undefined && accessory.type !== 'image' && (
            <Pressable element={accessory} blockId={block.block_id ?? ''} press={press} />
          )}
        </div>
      );
    }
    case 'data_table':
    case 'table':
      return <DataTable block={block} />;
    case 'data_visualization':
      return block.chart.type === 'pie' ? (
        <Drawn blocks={[block]} />
      ) : (
        <Chart title={block.title} chart={block.chart} />
      );
    case 'image':
      return <Picture alt={block.alt_text} />;
    default:
      return null;
  }
}

function isOwn(block: WireBlock): boolean {
  if (block.type === 'section') return block.accessory !== undefined;
  return ['actions', 'data_table', 'table', 'data_visualization', 'image'].includes(block.type);
}

/** Blocks one after the other, those that the library draws put together. */
function inRuns(blocks: readonly WireBlock[]): (WireBlock | WireBlock[])[] {
  const runs: (WireBlock | WireBlock[])[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (isOwn(block)) runs.push(block);
    else if (Array.isArray(last)) last.push(block);
    else runs.push([block]);
  }
  return runs;
}
