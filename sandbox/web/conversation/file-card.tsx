import { useState } from 'react';
import type { Message } from '../../slack/transcript.ts';
import { Icon } from '../parts/icon.tsx';
import { fileAddress } from '../workspace/connection.ts';
import { useDesk } from '../workspace/use-workspace.ts';
import { CsvDialog } from './csv-dialog.tsx';

type File = NonNullable<Message['files']>[number];

/** A file in a message: to open where it is a table, and to save. */
export function FileCard({ file: { id, name, title, size } }: { file: File }) {
  const { user } = useDesk().workspace;
  const [isOpen, setOpen] = useState(false);
  const address = fileAddress(id, user);
  const isTable = name.toLowerCase().endsWith('.csv');
  return (
    <div className="file-card">
      <Icon name="file" size={26} />
      <span className="file-words">
        <strong>{title}</strong>
        <span className="quiet">
          {isTable ? 'CSV' : 'File'} · {readSize(size)}
        </span>
      </span>
      {isTable && (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          Open
        </button>
      )}
      <a className="button" href={address} download={name}>
        <Icon name="download" size={16} /> Save
      </a>
      {isOpen && <CsvDialog address={address} name={name} onClose={() => setOpen(false)} />}
    </div>
  );
}

function readSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
