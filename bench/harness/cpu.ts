/** Processor time of this process in milliseconds: what others do on the machine hardly shows in it. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
