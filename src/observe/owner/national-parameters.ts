import { ROLE } from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import { isModule } from "../../model/modules.ts";
import type { AddressEntry } from "../../model/record.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { nationalPart, oracleSigning } from "../../records/oracle-signing.ts";
import { OWNER_SAFE } from "../../records/owner-safe.ts";
import {
  councilStakeOf,
  GUARDIAN_COOLDOWN_SECONDS,
  incentiveConfig,
  jobTerms,
  judgingDelayOf,
  thermostatConfig,
  unbondingSettings,
} from "../../records/settings.ts";
import type { Standpoint } from "./access.ts";
import { linksOf } from "./links.ts";
import type { ParameterSource } from "./parameter-source.ts";
import { roleParameters } from "./role-parameters.ts";

/** The parameters of the national layer, beside what the plan and the deployment's settings state. */
export function nationalParameters(standpoint: Standpoint, project: Project): ParameterSource[] {
  return [
    ...delayParameters(project),
    ...termParameters(standpoint, project),
    ...incentiveParameters(project),
    ...oracleParameters(standpoint, project),
    ...thermostatParameters(project),
    ...wiringParameters(standpoint),
    ...ownerParameters(standpoint),
    ...roleParameters(),
  ];
}

function delayParameters(project: Project): ParameterSource[] {
  const { national } = project;
  const { windows } = national.protocol;
  const limit = (name: string, planned: number, argument: string): ParameterSource => ({
    ...parameter("SystemPause", name, planned),
    change: {
      event: "GuardianLimitsChanged",
      by: "setGuardianLimits",
      before: `${argument}Before`,
      after: `${argument}After`,
    },
  });
  return [
    limit("guardianPauseSeconds", windows.guardianPauseSeconds, "pauseSeconds"),
    limit("guardianCooldownSeconds", GUARDIAN_COOLDOWN_SECONDS, "cooldownSeconds"),
    parameter("IdentityRegistry", "judgingDelaySeconds", judgingDelayOf(project)),
    {
      ...parameter("StakeManager", "unbondingSeconds", windows.unbondingSeconds),
      change: {
        event: "UnbondingSecondsChanged",
        by: "setUnbondingSeconds",
        before: "beforeSeconds",
        after: "afterSeconds",
      },
    },
    parameter("StakeManager", "minUnbondingSeconds", unbondingSettings(project.national).leastSeconds),
    parameter("SortitionPool", "councilStakeWei", councilStakeOf(project.national)),
    parameter("JobTerms", "daySeconds", DAY_SECONDS),
  ];
}

function termParameters({ cast, history }: Standpoint, { national }: Project): ParameterSource[] {
  const [latest] = history.of("JobTerms", "TermsSet").slice(-1);
  const version = latest ? uintArg(latest.args, "version") : 1n;
  return [
    {
      ...parameter("JobTerms", "currentVersion", 1),
      change: { event: "TermsSet", by: "setTerms", after: "version" },
    },
    {
      contract: "JobTerms",
      name: "terms",
      view: { contract: "JobTerms", function: "termsAt", args: [version] },
      planned: jobTerms(national, cast.treasury.address),
      change: { event: "TermsSet", by: "setTerms", after: "terms" },
    },
  ];
}

/** Shares that policies moved are no change of parameters: they fade back to the governed ones. */
function incentiveParameters({ national }: Project): ParameterSource[] {
  const { epochSeconds, shares, minShares, maxShares, limits } = incentiveConfig(national);
  const bound = (pick: "minShares" | "maxShares", planned: typeof shares): ParameterSource => {
    const argument = pick === "minShares" ? "MinShares" : "MaxShares";
    return {
      ...parameter("IncentivePolicy", "shareBounds", planned),
      name: pick,
      pick,
      change: {
        event: "ShareBoundsChanged",
        by: "setShareBounds",
        before: `before${argument}`,
        after: `after${argument}`,
      },
    };
  };
  return [
    parameter("IncentivePolicy", "epochSeconds", epochSeconds),
    {
      ...parameter("IncentivePolicy", "governedShares", shares),
      change: {
        event: "RoleSharesScheduled",
        by: "setRoleShares",
        before: "beforeShares",
        after: "afterShares",
      },
    },
    bound("minShares", minShares),
    bound("maxShares", maxShares),
    {
      ...parameter("IncentivePolicy", "delayLimits", limits),
      change: {
        event: "DelayLimitsChanged",
        by: "setDelayLimits",
        before: "beforeLimits",
        after: "afterLimits",
      },
    },
  ];
}

function oracleParameters({ cast }: Standpoint, project: Project): ParameterSource[] {
  const { signers, threshold } = oracleSigning(nationalPart(project, cast));
  const changed = (name: string) => ({
    event: "SignersChanged",
    by: "setSigners",
    before: `old${name}`,
    after: `new${name}`,
  });
  return [
    { ...parameter("EnergyOracle", "threshold", threshold), change: changed("Threshold") },
    { ...parameter("EnergyOracle", "signers", signers), change: changed("Signers") },
  ];
}

function thermostatParameters({ national }: Project): ParameterSource[] {
  const { baseWad, bounds, gains, targets, weights, minTickSeconds, fadeSeconds } =
    thermostatConfig(national);
  const changed = (name: string) => ({
    event: `${name}Changed`,
    by: `set${name}`,
    before: `before${name}`,
    after: `after${name}`,
  });
  const ofKpis = (what: "Targets" | "Weights") => ({ ...changed(what), event: "KpisChanged", by: "setKpis" });
  return [
    parameter("Thermostat", "referenceTemperatureWad", baseWad),
    {
      ...parameter("Thermostat", "baseTemperatureWad", baseWad),
      change: { event: "BaseChanged", by: "setBaseTemperature", before: "beforeWad", after: "afterWad" },
    },
    { ...parameter("Thermostat", "bounds", bounds), change: changed("Bounds") },
    { ...parameter("Thermostat", "gains", gains), change: changed("Gains") },
    { ...parameter("Thermostat", "kpiTargets", targets), change: ofKpis("Targets") },
    { ...parameter("Thermostat", "kpiWeights", weights), change: ofKpis("Weights") },
    parameter("Thermostat", "minTickSeconds", minTickSeconds),
    parameter("Thermostat", "fadeSeconds", fadeSeconds),
    ...Object.entries(ROLE).map(
      ([role, bit]): ParameterSource => ({
        contract: "Thermostat",
        name: `roleOffsetWad ${role}`,
        view: { contract: "Thermostat", function: "roleOffsetOf", args: [bit] },
        planned: 0,
        change: {
          event: "RoleOffsetChanged",
          by: "setRoleOffset",
          before: "beforeWad",
          after: "afterWad",
          concerns: ({ args }) => textArg(args, "role") === String(bit),
        },
      }),
    ),
  ];
}

/** Who signs for the owner, and how many have to. */
function ownerParameters({ book, cast: { owner } }: Standpoint): ParameterSource[] {
  if (owner.safe === undefined || !book.has(OWNER_SAFE)) return [];
  const owners = owner.safe.signers.map(({ address }) => address);
  return safeParameters(OWNER_SAFE, owners, owner.safe.threshold);
}

/** Who signs for a Safe, and how many have to. */
export function safeParameters(
  safe: string,
  owners: readonly string[],
  threshold: number,
): ParameterSource[] {
  return [
    {
      ...parameter(safe, "getThreshold", threshold),
      name: "threshold",
      told: { by: "changeThreshold", events: ["SafeSetup", "ChangedThreshold"] },
    },
    {
      ...parameter(safe, "getOwners", owners),
      name: "owners",
      told: { by: "swapOwner", events: ["SafeSetup", "AddedOwner", "RemovedOwner"] },
    },
  ];
}

/** Whom modules of both layers obey, whom they rely on, and whom the registry drives. */
function wiringParameters({ book }: Standpoint): ParameterSource[] {
  const at = (name: string) => book.get(name).address;
  const modules = book.entries().filter(isModule);
  return [
    ...[...modules.map(({ name }) => name), "SystemPause"].map(
      (name): ParameterSource => ({
        ...parameter(name, "authority", at("AccessManager")),
        change: { event: "AuthorityUpdated", by: "AccessManager.updateAuthority", after: "authority" },
      }),
    ),
    ...modules.map(({ name }) => parameter(name, "systemPause", at("SystemPause"))),
    ...modules.flatMap((entry) => linkParameters(book, entry)),
    parameter("JobRegistry", "wiring", {
      terms: at("JobTerms"),
      identities: at("IdentityRegistry"),
      stakeManager: at("StakeManager"),
      validation: at("ValidationModule"),
      disputes: at("DisputeModule"),
      incentives: at("IncentivePolicy"),
      thermostat: at("Thermostat"),
      settlement: at("JobSettlement"),
    }),
  ];
}

/** Whom a contract relies on, as far as it is another contract. */
export function linkParameters(
  book: Standpoint["book"],
  { name, artifact }: Pick<AddressEntry, "name" | "artifact">,
): ParameterSource[] {
  return linksOf(artifact).flatMap(([view, target]) =>
    target === null ? [] : [parameter(name, view, book.get(target).address)],
  );
}

/** A parameter that is read by the view of its own name. */
export function parameter(contract: string, name: string, planned: unknown): ParameterSource {
  return { contract, name, view: { contract, function: name, args: [] }, planned };
}
