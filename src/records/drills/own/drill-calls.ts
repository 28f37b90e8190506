import type { ParamType } from "ethers/abi";
import { part } from "../../../economics/shares.ts";
import { DRILL_ACTIONS } from "../../../model/drill-actions.ts";
import type { DrillStep, DrillValue } from "../../../model/drill-definition.ts";
import { DELAY_POLICIES, numberOf } from "../../../model/enums.ts";
import type { Job } from "../../../model/plan.ts";
import type { Read } from "../../../model/record.ts";
import { employingRegion } from "../../../model/regions.ts";
import type { AddressBook } from "../../address-book.ts";
import { jurisdictionLabel, textDigest } from "../../job-request.ts";
import { oracleSigning } from "../../oracle-signing.ts";
import { calledBy } from "./called.ts";
import { addressMeant, argumentMeant, type Known, type Meaning } from "./drill-values.ts";
import type { OwnScene } from "./own-scene.ts";

/** What calls follow from, beside the step. */
export interface CallSources {
  readonly scene: OwnScene;
  readonly book: AddressBook;
  readonly known: Known;
}

/**
 * The call that a step makes; of one that has no call of its own, or whose arguments somebody signs, nothing.
 *
 * @throws Error if a value does not fit the function.
 */
export function callOf(step: DrillStep, sources: CallSources): Read | null {
  const call = calledBy(step);
  if (call === null) return null;
  switch (step.action) {
    case "tick":
      return null;
    case "cancel":
      return cancellation(step, sources);
    case "set-oracle-signers":
      return { ...call, args: signersLeft(step, sources) };
    case "post-region-job":
      return { ...call, args: [jobOfRegion(step, sources)] };
    case "set":
    case "decide":
      return { ...call, args: setterArguments(step, call, sources) };
    default:
      return { ...call, args: plainArguments(step, sources) };
  }
}

/** In the order of the function's inputs; structs are lists in the order of their fields, or values remembered whole. */
function setterArguments(
  { with: { to } }: DrillStep,
  { contract, function: name }: Pick<Read, "contract" | "function">,
  sources: CallSources,
): unknown[] {
  const inputs = sources.book.get(contract).type.abi.getFunction(name)?.inputs ?? [];
  const given = Array.isArray(to) ? (to as readonly DrillValue[]) : [];
  return given.map((value, index) => fitted(value, inputs[index], meaningOf(sources)));
}

function fitted(value: DrillValue, type: ParamType | null | undefined, meaning: Meaning): unknown {
  if (!Array.isArray(value)) return argumentMeant(value, type?.type ?? "", meaning);
  return value.map((item, index) => fitted(item, type?.components?.[index] ?? type?.arrayChildren, meaning));
}

export function meaningOf({ scene, book, known }: CallSources): Meaning {
  return { scene, contracts: book.entries(), known };
}

function plainArguments(step: DrillStep, sources: CallSources): unknown[] {
  const parameters = Object.entries(DRILL_ACTIONS[step.action]?.parameters ?? {});
  return parameters
    .filter(([, kind]) => kind !== "region")
    .map(([name, kind]) =>
      argumentMeant(step.with[name] as DrillValue, kind === "account" ? "address" : "", meaningOf(sources)),
    );
}

/** Cancels what another step has scheduled: its caller, its contract and its data. */
function cancellation({ with: { step: id } }: DrillStep, sources: CallSources): Read {
  const { scene, book } = sources;
  const { intervention, wayBack } = scene.definition;
  const scheduled = [...intervention, ...wayBack].find((move) => move.kind === "step" && move.id === id);
  const call = scheduled?.kind === "step" ? callOf(scheduled, sources) : null;
  if (scheduled?.kind !== "step" || call === null) throw new Error(`step "${id}" schedules nothing`);
  const { address, type } = book.get(call.contract);
  const caller = addressMeant(scheduled.as, meaningOf(sources));
  const data = type.abi.encodeFunctionData(call.function, call.args);
  return { contract: "AccessManager", function: "cancel", args: [caller, address, data] };
}

/** The mission's signatories, all or all but one, and how many of them it takes. */
function signersLeft(step: DrillStep, sources: CallSources): unknown[] {
  const { without, threshold } = step.with;
  const lost = typeof without === "string" ? addressMeant(without, meaningOf(sources)) : null;
  const signers = oracleSigning(sources.scene.national).signers.filter((signer) => signer !== lost);
  return [signers, argumentMeant(threshold as DrillValue, "", meaningOf(sources))];
}

/** As `IJobRegistry.JobRequest`, on the terms of the region's first job but for its reward. */
function jobOfRegion(step: DrillStep, sources: CallSources) {
  const { region, reward, operator = "operator" } = step.with;
  const { plan, id } = sources.scene;
  const job = plan.jobs.find((each) => employingRegion(plan, each.region) === region) as Job;
  // As the owner's board knows jobs of drills.
  const title = plan.jobs[0]?.title;
  const rewardWei = BigInt(String(argumentMeant(reward as DrillValue, "", meaningOf(sources))));
  return {
    planJobId: textDigest(`drill:${id}`),
    specHash: textDigest(`drill:${id}\n${title}`),
    jurisdiction: textDigest(jurisdictionLabel(job)),
    operator: addressMeant(String(operator), meaningOf(sources)),
    rewardWei,
    validatorBonusWei: part(rewardWei, job.validatorBonusBps),
    validatorBonusCapWei: part(rewardWei, job.validatorBonusCapBps),
    deadlineSeconds: job.deadlineSeconds,
    delayPolicy: numberOf(DELAY_POLICIES, job.adjustmentOnDelay),
    dependencies: [],
  };
}
