import { executeUpdate, type Propose } from "../acts/update.ts";
import { OmniError } from "../errors/error.ts";
import { FLAG } from "../errors/flag-errors.ts";
import { shellWord } from "../errors/shell.ts";
import type { Cast } from "../model/cast.ts";
import type { Chosen } from "../model/manifest.ts";
import type { Proposal } from "../model/proposal.ts";
import { previewOwnerCall } from "../observe/call-preview.ts";
import type { Views } from "../observe/views.ts";
import { castOfProject } from "../records/casting.ts";
import { describeProposal, type UpdateName } from "../reports/updates.ts";
import { inspect, transact } from "./chain-script.ts";
import { checkPack, type Pack, packOf, writePack } from "./pack-folder.ts";
import type { ScriptContext } from "./script.ts";

/** Flags that every update script has. */
export const UPDATE_FLAGS = {
  execute: { says: "send it; without, nothing is sent and what it would do is shown" },
  export: {
    value: "folder",
    says: "send nothing, and leave a pack for those who sign: calls, state, hashes, files for Safe's Transaction Builder, a proposal",
  },
  check: { value: "folder", says: "send nothing, and hold such a pack against the chain" },
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
  const { execute, export: left, check } = context.flags;
  const asked = ["execute", "export", "check"].filter((flag) => context.flags[flag] !== undefined);
  if (asked.length > 1) throw oneOfThem(asked);
  if (execute === true) return transact(context, executeUpdate(name, propose), { chosen });
  const folder = left ?? check;
  return inspect(context, async (views, { project }) => {
    const cast = castOfProject(project, views.chain.accounts);
    const proposals = await propose(views, project);
    if (proposals.length === 0) return "nothing to change: the chain is as asked";
    if (typeof folder !== "string") return rehearse(views, cast, proposals);
    const pack = await packOf(views, cast, proposals, checkCommand(context));
    if (check === undefined) return leavePack(folder, pack);
    await checkPack(folder, pack);
    return `${folder}: ${pack.size} files, each of which follows from the chain as it is now`;
  });
}

async function leavePack(folder: string, pack: Pack): Promise<string> {
  await writePack(folder, pack);
  return `${folder}: ${pack.size} files for those who sign; nothing was sent`;
}

function oneOfThem(asked: readonly string[]): OmniError {
  const problem = `cannot be given together with --${asked.slice(1).join(" and --")}`;
  return new OmniError(FLAG.VALUE_REFUSED, { flag: asked[0] ?? "", given: "", problem });
}

/** The same flags, and the folder as whoever checks calls it. */
function checkCommand({ script, flags }: ScriptContext): string {
  const same = Object.entries(flags).flatMap(([flag, value]) => {
    if (["export", "check", "execute", "debug", "plan", "readings"].includes(flag)) return [];
    return value === true ? [`--${flag}`] : [`--${flag} ${shellWord(String(value))}`];
  });
  return `npm run ${script} -- ${same.join(" ")} --check .`;
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

async function rehearse(views: Views, cast: Cast, proposals: readonly Proposal[]): Promise<string> {
  const lines: string[] = [];
  for (const proposal of proposals)
    lines.push(...describeProposal(proposal, await previewOwnerCall(views, cast, proposal.call)));
  return [...lines, "dry run: nothing was sent; add --execute to send it"].join("\n");
}
