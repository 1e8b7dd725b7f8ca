export interface LockHolder {
  pid: number;
  start: string;
  at: string;
}
export function isHolderAlive(holder: LockHolder | undefined): boolean;
export function holderOf(directory: string, name: string): LockHolder | undefined;
export function takeLock(
  directory: string,
  name: string,
  options?: { handOver?: number },
): { release: () => void; holder?: undefined } | { holder: LockHolder; release?: undefined };
