import { readdir, readFile, readlink } from 'node:fs/promises';

const LISTENING = '0A';
const LOOPBACK = ['0100007F', '00000000000000000000000001000000'];

/** On which addresses a process and those that it started listen: how many on loopback, how many elsewhere. Linux only. */
export async function listenersOf(pid: number): Promise<{ loopback: number; elsewhere: number }> {
  const held = new Set((await Promise.all((await familyOf(pid)).map(socketsOf))).flat());
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => read(`/proc/net/${name}`)));
  const addresses = tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && held.has(`${inode}`))
    .map(([, local = '']) => local.split(':')[0] ?? '');
  const loopback = addresses.filter((address) => LOOPBACK.includes(address)).length;
  return { loopback, elsewhere: addresses.length - loopback };
}

async function familyOf(pid: number): Promise<number[]> {
  const children = await read(`/proc/${pid}/task/${pid}/children`);
  const ids = children.split(' ').filter((id) => id !== '');
  return [pid, ...(await Promise.all(ids.map((id) => familyOf(Number(id))))).flat()];
}

async function socketsOf(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(
    names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
