import type { Project } from "../../model/loaded-project.ts";
import type { Proposal } from "../../model/proposal.ts";
import { previewCouncilCall } from "../../observe/council-preview.ts";
import type { Views } from "../../observe/views.ts";
import { performCouncilCall } from "../../protocol/council-call.ts";
import type { Driver } from "../../protocol/driver.ts";
import { castOfProject } from "../../records/casting.ts";
import { describeProposal, updateReceipt } from "../../reports/thermodynamics/updates.ts";
import { inspect, type Leavings, transact } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";

/** Flags that every update script has. */
export const UPDATE_FLAGS = {
  execute: { says: "send it; without, nothing is sent and what it would do is shown" },
};

/** What does in every update script what such a flag does elsewhere. */
export const UPDATE_INSTEAD = { "dry-run": "no flag, because nothing is sent without --execute" };

/** Finds out what an update would do. */
export type Propose = (views: Views, project: Project) => Promise<readonly Proposal[]>;

type UpdateName = "thermostat-update" | "reward-engine-update";

/**
 * Shows what an update would send, simulated on the chain as it stands; sends it with `--execute`, and reads back what
 * it changed.
 *
 * @throws OMNI2502 if a flag has a value that does not fit.
 */
export async function update(context: ScriptContext, name: UpdateName, propose: Propose): Promise<string> {
  if (context.flags.execute === true) {
    return transact(context, (driver, project) => execute(driver, project, name, propose));
  }
  return inspect(context, (views, project) => rehearse(views, project, propose));
}

async function rehearse(views: Views, project: Project, propose: Propose): Promise<string> {
  const cast = castOfProject(project, views.chain.accounts);
  const lines: string[] = [];
  for (const proposal of await propose(views, project)) {
    lines.push(...describeProposal(proposal, await previewCouncilCall(views, cast, proposal.call)));
  }
  if (lines.length === 0) return "nothing to change: the chain is as asked";
  return [...lines, "dry run: nothing was sent; add --execute to send it"].join("\n");
}

async function execute(
  driver: Driver,
  project: Project,
  name: UpdateName,
  propose: Propose,
): Promise<Leavings> {
  const cast = castOfProject(project, driver.chain.accounts);
  const proposals = await propose(driver, project);
  for (const { call } of proposals) await performCouncilCall(driver, cast, call);
  const left = await propose(driver, project);
  return {
    artefacts: new Map([updateReceipt(name, proposals, driver.records)]),
    summary: `${proposals.length} changes made, ${left.length} left to make`,
  };
}
