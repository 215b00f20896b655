import './modal.css';
import { useDesk } from '../workspace/use-workspace.ts';
import { Modal } from './modal.tsx';

/** The pile of modals that whoever looks has open; the highest one is there to use. */
export function Modals() {
  const { modals } = useDesk().workspace;
  const top = modals.at(-1);
  return top === undefined ? null : <Modal key={top.id} view={top} isPile={modals.length > 1} />;
}
