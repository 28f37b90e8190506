import { ACTS, type Act } from "../../acts/all.ts";
import { collected } from "../../acts/kit/covered.ts";
import { layerKit } from "../../acts/kit/layer-kit.ts";
import { perform, readAddressBook } from "../../acts/perform.ts";
import { planInputs } from "../../acts/plan-inputs.ts";
import type { Retrace } from "../../chain/rehearsal/retrace.ts";
import { composeStageManifest, type ReadManifest } from "../../dossier/stage-manifest.ts";
import type { FileDigest } from "../../model/artefact.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Chosen, StageManifest } from "../../model/manifest.ts";
import { SCRIPTS, type ScriptId } from "../../model/scripts.ts";
import { Views } from "../../observe/views.ts";
import { Driver } from "../../protocol/driver.ts";
import { AddressBook } from "../../records/address-book.ts";
import { artefactPath } from "../../support/paths.ts";
import { reportPath } from "../../support/payload.ts";
import { contractType } from "../../system/contract-artefacts.ts";
import type { DerivedFiles } from "./derived-files.ts";

/** Where a mission is acted again. */
export interface Stage {
  readonly project: Project;
  readonly chain: Retrace;
  readonly files: DerivedFiles;
  /** Of the scripts that have acted. */
  readonly manifests: readonly ReadManifest[];
}

/** A script that leaves something, and what was chosen otherwise than in a run. */
export interface Part {
  readonly id: ActingScript;
  readonly chosen: Chosen;
}

export type ActingScript = keyof typeof ACTS & ScriptId;

interface Acted extends Pick<StageManifest, "blocks" | "readAt"> {
  readonly artefacts: ReadonlyMap<string, string>;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * Has a script act again on a chain that is retraced: puts what it leaves with the derived files, and its manifest.
 *
 * @throws whatever acting throws; OMNI3064 if the journal is not what acting makes.
 */
export async function actAgain(stage: Stage, { id, chosen }: Part): Promise<ReadManifest> {
  const { artefacts, ...told } = await act(stage, id, ACTS[id](chosen));
  const outputs = [...artefacts].map(([path, text]): FileDigest => {
    const inside = artefactPath(path);
    return { path: inside, sha256: stage.files.add(reportPath(inside), text).sha256 };
  });
  const { name, stage: of } = SCRIPTS[id];
  const manifest = composeStageManifest({ stage: of, script: name, ...told, chosen, outputs });
  stage.files.add(reportPath(manifest.path), manifest.text);
  return manifest;
}

async function act(stage: Stage, id: ActingScript, does: Act): Promise<Acted> {
  const { project, files: left } = stage;
  const scene = { project, left };
  const inputs = planInputs(project, SCRIPTS[id].stage);
  switch (does.kind) {
    case "sends": {
      const driver = new Driver(portOf(stage, id), await bookFor(stage, id));
      const { leavings, blocks } = await perform(driver, scene, { ...does, id });
      return { artefacts: leavings.artefacts, blocks, inputs };
    }
    case "reads": {
      const views = new Views(portOf(stage, id), await bookFor(stage, id));
      const { artefacts } = await does.act(views, scene);
      return { artefacts, blocks: null, readAt: stage.chain.clock.block, inputs };
    }
    case "kit":
      return actKit(stage, does);
  }
}

function portOf({ chain, project }: Stage, id: ActingScript) {
  const { name, stage } = SCRIPTS[id];
  return chain.portFor({ stage, script: name, seed: project.national.chain.seed });
}

/** The takeoff deploys what all others find. */
async function bookFor({ files }: Stage, id: ActingScript): Promise<AddressBook> {
  const book = id === "takeoff" ? null : await readAddressBook(files, SCRIPTS[id].stage);
  return book ?? new AddressBook(contractType);
}

async function actKit(
  { project, files, manifests }: Stage,
  { recipe, places }: Extract<Act, { kind: "kit" }>,
): Promise<Acted> {
  const made = await layerKit(
    {
      project,
      manifests,
      read: async (file) => collected(file, Buffer.from((await files.text(file.path)) ?? "")),
    },
    recipe,
    places,
  );
  if (!("kit" in made)) throw new Error(made.map(({ message }) => message).join(" "));
  return { artefacts: made.artefacts, blocks: null, inputs: made.inputs };
}
