import type { Plan } from "../../model/plan.ts";
import type { Cast } from "../cast.ts";
import type { Step } from "../driver.ts";
import { jobTerms } from "../settings.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";

/** The guardian stops the system, one guarded call of every module is refused, the guardian lets it run again. */
export async function pauseDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { guardian } = cast;
  const pause: Step = { from: guardian, contract: "SystemPause", function: "guardianPause", args: [] };
  const [paused, again] = await driver.mine({ steps: [pause, pause] });
  const refused = await driver.mine({
    steps: guardedCalls(cast, plan).map((step) => ({ ...step, expect: "reverted" })),
  });
  const [resumed] = await driver.mine({ steps: [{ ...pause, function: "guardianResume" }] });
  const refusals = refused.filter(({ error }) => error === "SystemPaused()");
  const emitted = (record: typeof paused, name: string) =>
    record?.events.some((event) => event.name === name) ?? false;
  const idempotent = again?.status === "success" && again.events.length === 0;
  return {
    intervention: "the guardian pauses the system twice; every module gets one guarded call",
    expected: `one pause, ${refused.length} calls refused with SystemPaused(), one resumption`,
    happened: `${emitted(paused, "Paused") ? "one pause" : "no pause"}${idempotent ? "" : " and a second one"}, ${refusals.length} calls refused with SystemPaused(), ${emitted(resumed, "Resumed") ? "one resumption" : "no resumption"}`,
    passed:
      emitted(paused, "Paused") &&
      idempotent &&
      refusals.length === refused.length &&
      emitted(resumed, "Resumed"),
    wayBack: "the guardian resumes the system",
    transactions: [paused, again, ...refused, resumed].filter((record) => record !== undefined),
  };
}

/** One call that changes state in each module; all are refused before anything else of them is looked at. */
function guardedCalls({ owner, operator, employer, treasury }: Cast, plan: Plan): Step[] {
  const none = 0n;
  const kpis = { emissionWad: none, backlogWad: none, slaWad: none };
  return [
    { from: owner, contract: "IdentityRegistry", function: "setRoles", args: [employer.address, 0] },
    { from: operator, contract: "StakeManager", function: "depositStake", args: [8, 1n] },
    { from: owner, contract: "JobTerms", function: "setTerms", args: [jobTerms(plan, treasury.address)] },
    { from: employer, contract: "JobRegistry", function: "cancelJob", args: [1n] },
    { from: operator, contract: "ValidationModule", function: "drawCommittee", args: [1n] },
    { from: operator, contract: "DisputeModule", function: "drawJury", args: [1n] },
    { from: operator, contract: "Thermostat", function: "tick", args: [kpis] },
    {
      from: owner,
      contract: "IncentivePolicy",
      function: "setDelayLimits",
      args: [{ maxPerEpoch: 1, maxPauseChecksPerEpoch: 1, temperatureStepBps: 1, shareStepBps: 1 }],
    },
    {
      from: operator,
      contract: "ReceiptAnchor",
      function: "anchor",
      args: [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`],
    },
  ];
}
