import { useEffect, useState } from 'react';
import type { RequestDetail as Detail } from '../../web-host/contract.ts';
import { fetchRequest } from '../workspace/connection.ts';

/** What was asked and answered in one request. */
export function RequestDetail({ id }: { id: number }) {
  const [detail, setDetail] = useState<Detail | 'unread' | 'gone'>('unread');
  useEffect(() => {
    void fetchRequest(id).then(
      (found) => setDetail(found ?? 'gone'),
      () => setDetail('gone'),
    );
  }, [id]);
  if (detail === 'unread') return <output>Opening …</output>;
  if (detail === 'gone') return <p className="quiet">That is too long ago.</p>;
  return (
    <div className="request-detail">
      <h4>Asked</h4>
      <pre tabIndex={0}>{detail.request || '(nothing)'}</pre>
      <h4>Answered: {detail.status}</h4>
      <pre tabIndex={0}>{detail.answer || '(nothing)'}</pre>
    </div>
  );
}
