import { OmniError } from "../../errors/error.ts";
import { THERMODYNAMICS } from "../../errors/thermodynamics.ts";
import type { ScriptContext } from "../script.ts";

/** @throws OMNI2502 if `--network` names another one than the local chain, whose accounts these scripts sign with. */
export function requireLocal({ flags }: ScriptContext): void {
  const given = String(flags.network ?? "localhost");
  if (given === "localhost") return;
  const problem = 'is not "localhost", the network whose accounts this script can sign with';
  throw new OmniError(THERMODYNAMICS.FLAG_REFUSED, { flag: "network", given, problem });
}
