import './inspector.css';
import { useState } from 'react';
import type { RequestLine } from '../../web-host/contract.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { RequestDetail } from './request-detail.tsx';

const SIDES = { bot: 'Bot', slack: 'Slack', lingma: 'Lingma', windsurf: 'Windsurf' } as const;
const FILTERS = ['all', 'slack', 'lingma', 'windsurf', 'failed'] as const;
type Filter = (typeof FILTERS)[number];

/** What went between the bot and the others, the newest first. */
export function Requests() {
  const { requests } = useDesk().workspace;
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<number | null>(null);
  const shown = requests.filter((line) => fits(line, filter)).toReversed();
  return (
    <div className="panel-body requests">
      <p className="quiet">
        Each request between the bot and Slack, Lingma and Windsurf, with its answer. Headers and
        secrets are left out.
      </p>
      <div className="filters" role="group" aria-label="Show">
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {one === 'all' || one === 'failed' ? one : SIDES[one]}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="quiet">Nothing yet.</p>}
      <ol className="request-list">
        {shown.map((line) => (
          <li key={line.id}>
            <button
              type="button"
              className="request-line"
              data-ok={line.ok}
              aria-expanded={open === line.id}
              onClick={() => setOpen(open === line.id ? null : line.id)}
            >
              <span className="request-way">
                {SIDES[line.from]} <span aria-label="to">→</span> {SIDES[line.to]}
              </span>
              <span className="request-what">{line.what}</span>
              <span className="request-status">
                {line.status} · {line.ms} ms
              </span>
            </button>
            {open === line.id && <RequestDetail id={line.id} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function fits({ from, to, ok }: RequestLine, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'failed' ? !ok : from === filter || to === filter;
}
