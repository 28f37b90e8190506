import type { Port } from "../chain/port.ts";
import type { Doing } from "../model/run-events.ts";
import { sayWork, WORK_VARIABLE } from "../system/work-file.ts";

/** The same chain, of which is said what is sent to it and why, if a run asks for that. */
export function sayingWork(port: Port, { [WORK_VARIABLE]: path }: NodeJS.ProcessEnv): Port {
  if (!path) return port;
  let doing: Doing | null = null;
  let transactions = 0;
  const say = (): void => sayWork(path, { block: port.clock.block, transactions, doing });
  return {
    ...port,
    async mine(group) {
      const mined = await port.mine(group);
      transactions += mined.length;
      say();
      return mined;
    },
    onDoing(begun) {
      doing = begun;
      say();
    },
  };
}
