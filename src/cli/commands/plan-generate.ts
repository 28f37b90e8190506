import { EXIT, OmniError } from "../../errors/error.ts";
import { PLAN_FILE } from "../../errors/plan-file-errors.ts";
import { filesOf, type RequestFlags, requestOf } from "../plan-flags.ts";

/** `omnisovereign plan generate` @throws OMNI5014 if the template is one of several files */
export async function planGenerate(flags: RequestFlags): Promise<number> {
  const [plan, ...others] = filesOf(requestOf(flags));
  if (!plan || others.length > 0) throw new OmniError(PLAN_FILE.SEVERAL_FILES, {});
  process.stdout.write(plan.text);
  return EXIT.done;
}
