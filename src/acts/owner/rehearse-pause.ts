import { commandCenterJson } from "../../dossier/owner-documents.ts";
import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { CommandCenter } from "../../model/owner.ts";
import { OWNER_COMMANDS } from "../../model/owner-commands.ts";
import type { OwnerPause, PauseCall } from "../../model/owner-pause.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { pauseAsOwner } from "../../protocol/drills/owner-pause.ts";
import type { Driver } from "../../protocol/driver.ts";
import { ownerPauseReceipt, tellOwnerPause } from "../../reports/drills/owner-pause.ts";
import { sha256 } from "../../system/files.ts";
import type { Leavings, Scene } from "../act.ts";
import { surpriseText } from "../failed-drill.ts";
import { readCommandCenter } from "./read-command-center.ts";
import { ownStandpoint } from "./standpoint.ts";

/** The command center as the owner read it before the pause. */
const READING = PATHS.pauseReading;

/** Pauses both layers as their owner who has read the command center, and leaves what was read and what was proved. */
export async function rehearsePause(driver: Driver, scene: Scene): Promise<Leavings> {
  const { project } = scene;
  const standpoint = await ownStandpoint(driver, scene);
  const reading = readingOf(driver, standpoint, project);
  const center = await readCommandCenter(standpoint, project, reading);
  const seen = commandCenterJson(center);
  const readings = await pauseAsOwner(driver, standpoint.cast, project.national);
  const pause = tellOwnerPause(callFor(center), driver.records, readings);
  return {
    artefacts: new Map([[READING, seen], ownerPauseReceipt(pause, { path: READING, sha256: sha256(seen) })]),
    summary: summaryOf(pause),
    failure: failureOf(pause),
  };
}

/** The gravest finding that a pause mends calls for it; without one the owner rehearses. */
function callFor({ findings }: CommandCenter): PauseCall {
  const { pause, rehearsePause: command } = OWNER_COMMANDS;
  const trigger = findings.find((finding) => [pause, command].includes(finding.command)) ?? {
    id: "rehearsal",
    severity: "notice",
    text: "No finding asks for a pause; the owner rehearses one.",
    reason: "A lever is tried before it is needed.",
    atStake: "0",
    mend: "Rehearse it.",
    command,
  };
  return { trigger, findings };
}

function summaryOf({ trigger, proofs, modules }: OwnerPause): string {
  const held = proofs.filter((proof) => proof.held).length;
  return `Owner's pause of ${modules.length} modules, called for by "${trigger.id}": ${held} of ${proofs.length} proofs held`;
}

function failureOf({ proofs, passed }: OwnerPause): OmniError | null {
  if (passed) return null;
  const failed = proofs.filter(({ held }) => !held).map(({ claim }) => claim);
  return new OmniError(STAGE.DRILL_FAILED, {
    surprises: [surpriseText("owner-pause", { expected: failed.join("; "), happened: "it did not hold" })],
  });
}
