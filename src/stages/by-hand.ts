import type { Scene } from "../acts/act.ts";
import { executeUpdate, type Propose } from "../acts/update.ts";
import { OmniError } from "../errors/error.ts";
import { FLAG } from "../errors/flag-errors.ts";
import type { Chosen } from "../model/manifest.ts";
import { previewOwnerCall } from "../observe/call-preview.ts";
import type { Views } from "../observe/views.ts";
import { castOfProject } from "../records/casting.ts";
import { describeProposal, type UpdateName } from "../reports/updates.ts";
import { inspect, transact } from "./chain-script.ts";
import type { ScriptContext } from "./script.ts";

/** Flags that every update script has. */
export const UPDATE_FLAGS = {
  execute: { says: "send it; without, nothing is sent and what it would do is shown" },
};

/** What does in every update script what such a flag does elsewhere. */
export const UPDATE_INSTEAD = { "dry-run": "no flag, because nothing is sent without --execute" };

/**
 * Shows what an update would send, simulated on the chain as it stands; sends it with `--execute`, and reads back what
 * it changed.
 *
 * @param chosen what its flags say, by which it can be made again.
 * @throws OMNI2502 if a flag has a value that does not fit.
 */
export async function update(
  context: ScriptContext,
  name: UpdateName,
  propose: Propose,
  chosen: Chosen,
): Promise<string> {
  if (context.flags.execute === true) {
    return transact(context, executeUpdate(name, propose), { chosen });
  }
  return inspect(context, (views, scene) => rehearse(views, scene, propose));
}

/**
 * @returns which of some flags was given.
 * @throws OMNI2502 unless it is just one of them.
 */
export function chosenOne<const Name extends string>({ flags }: ScriptContext, names: readonly Name[]): Name {
  const given = names.filter((name) => flags[name] !== undefined);
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  const problem = `stands for nothing: name one of ${names.map((name) => `--${name}`).join(", ")}`;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag: names[0] ?? "", given: given.join(" "), problem });
}

async function rehearse(views: Views, { project }: Scene, propose: Propose): Promise<string> {
  const cast = castOfProject(project, views.chain.accounts);
  const lines: string[] = [];
  for (const proposal of await propose(views, project)) {
    lines.push(...describeProposal(proposal, await previewOwnerCall(views, cast, proposal.call)));
  }
  if (lines.length === 0) return "nothing to change: the chain is as asked";
  return [...lines, "dry run: nothing was sent; add --execute to send it"].join("\n");
}
