import type { FileDigest } from "../../model/artefact.ts";
import { ROLE } from "../../model/enums.ts";
import type {
  GovernanceKit,
  KitCheck,
  KitControlScript,
  KitCounts,
  KitGovernance,
  KitInclusion,
  KitJob,
  KitJurisdiction,
  KitParticipants,
  KitPlan,
  KitPrincipal,
  KitScript,
} from "../../model/kit.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { LayerId, Plan } from "../../model/plan.ts";
import { ofForms } from "../../model/receipts.ts";
import { holdersOf, labelOf, peopleOf } from "../../records/casting.ts";
import { merkleRoot } from "../../records/merkle.ts";
import { formatAmount } from "../../support/amount.ts";
import { artefactPath } from "../../support/paths.ts";
import { authorityOf } from "./authority.ts";
import { type Check, runChecks } from "./checks.ts";
import {
  type CollectedFile,
  type KitReceipt,
  missionsOf,
  receiptsAmong,
  type ToldJob,
} from "./kit-receipts.ts";

/** All that a kit is made of. */
export interface KitMaterials {
  readonly layer: LayerId;
  readonly checks: readonly Check[];
  readonly project: Project;
  readonly logs: GovernanceKit["logs"];
  readonly scripts: readonly KitScript[];
  /** The layer's own. */
  readonly files: readonly CollectedFile[];
  readonly summary: FileDigest | null;
  /** The included kit, and the files that it covers. */
  readonly included: { readonly kit: KitInclusion; readonly files: readonly CollectedFile[] } | null;
  readonly controlScripts: readonly KitControlScript[];
}

/** Composes a kit; a function of its materials alone. */
export function composeKit(materials: KitMaterials): GovernanceKit {
  const { layer, project, files, included, logs, scripts, summary } = materials;
  const asked = project.shared ?? project.national;
  const layerPlan = layerPlanOf(project, layer);
  const receipts = receiptsAmong(files);
  const everyReceipt = [...(included ? receiptsAmong(included.files) : []), ...receipts];
  const authority = authorityOf(everyReceipt);
  const principals = principalsOf(asked, everyReceipt);
  const owner = principals.find(({ office }) => office === "owner")?.address ?? null;
  const checklist =
    layerPlan === null ? [] : runChecks(materials.checks, { receipts, authority, owner, plan: layerPlan });
  const artefacts = files.map(({ artefact }) => artefact);
  const jobs = missionsOf(receipts).flatMap((mission) => mission.jobs);
  return {
    format: "omnisovereign-kit/1",
    layer,
    plan: planOf(asked),
    layerPlan: layerPlan && planOf(layerPlan),
    counts: countsOf(files, jobs, checklist),
    includes: included?.kit ?? null,
    scripts,
    summary,
    checklist,
    governance: {
      principals,
      ...settingsOf(project),
      controlScripts: materials.controlScripts,
      roles: authority.roles,
    },
    participants: participantsOf(project, layerPlan ?? asked),
    jurisdictions: jurisdictionsOf(jobs),
    artefacts,
    merkleRoot: merkleRoot([...artefacts, ...(included ? [included.kit] : [])]),
    logs,
  };
}

/** @returns `null` if the mission has no such layer. */
export function layerPlanOf({ national, planetary }: Project, layer: LayerId): Plan | null {
  return layer === "national" ? national : planetary;
}

function planOf({ path, sha256, initiative }: Plan): KitPlan {
  return { path, sha256, initiative };
}

function countsOf(
  files: readonly CollectedFile[],
  jobs: readonly ToldJob[],
  checklist: readonly KitCheck[],
): KitCounts {
  return {
    artefacts: files.length,
    bytes: files.reduce((sum, { artefact }) => sum + artefact.bytes, 0),
    jobs: jobs.length,
    jobsApproved: jobs.filter(({ outcome }) => outcome === "approved").length,
    checks: checklist.length,
    checksDone: checklist.filter(({ status }) => status === "done").length,
  };
}

/** The offices of the asked plan, with the accounts that receipts show for their labels. */
function principalsOf({ governance }: Plan, receipts: readonly KitReceipt[]): KitPrincipal[] {
  const addressOf = new Map(
    ofForms(receipts, "national-deploy").flatMap(({ document }) =>
      Object.values(document.principals).map(({ label, address }) => [label, address] as const),
    ),
  );
  const offices = [
    ["owner", governance.owner],
    ["pause authority", governance.pauseAuthority],
    ["treasury", governance.treasury],
  ] as const;
  return offices.map(([office, label]) => {
    const standIn = labelOf(label);
    return {
      office,
      label,
      address: addressOf.get(standIn) ?? null,
      ...(standIn === label ? {} : { standIn }),
    };
  });
}

/** Of several plans, those whose settings the contracts got: the mission has one thermostat and one governor. */
export function settingsOf(project: Project): Pick<KitGovernance, "quadraticVoting" | "thermostat"> {
  const { thermostat } = project.national.governance;
  return {
    quadraticVoting: votingOf(project),
    thermostat: {
      initialTemperature: formatAmount(thermostat.initialTemperatureWad),
      emergencyTemperature: formatAmount(thermostat.emergencyTemperatureWad),
      minimumTemperature: formatAmount(thermostat.minimumTemperatureWad),
      maximumTemperature: formatAmount(thermostat.maximumTemperatureWad),
    },
  };
}

function votingOf(project: Project): KitGovernance["quadraticVoting"] {
  const { planetary } = project;
  if (planetary === null || councilOf(project).length === 0) return null;
  const { contract, timelock, executionDelaySeconds } = planetary.governance.quadraticVoting;
  return { contract, timelock, executionDelaySeconds };
}

/** The council is the mission's, agents and validators are the layer's. */
function participantsOf(project: Project, layer: Plan): KitParticipants {
  const { agents, validators } = layer.participants;
  return {
    council: councilOf(project),
    validators: validators.map(({ handle, mandate, stakeWei }) => ({
      handle: labelOf(handle),
      mandate,
      stake: formatAmount(stakeWei),
    })),
    agents: agents.map(({ handle, role }) => ({ handle: labelOf(handle), role })),
  };
}

/** Everybody who sits in it by whichever plan, with what they stake by all of them. */
export function councilOf({ shared, national, planetary }: Project): KitParticipants["council"] {
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  const members = plans.flatMap(({ participants }) => participants.council);
  return holdersOf(peopleOf(shared ?? national, plans), ROLE.council).map(({ handle, stakes }) => {
    const role = members.find((member) => labelOf(member.handle) === handle)?.role ?? "";
    const stakeWei = stakes.find((stake) => stake.role === ROLE.council)?.amountWei ?? 0n;
    return { handle, role, stake: formatAmount(stakeWei) };
  });
}

/** In the order in which the mission's receipt first names them. */
function jurisdictionsOf(jobs: readonly ToldJob[]): KitJurisdiction[] {
  const places = Map.groupBy(jobs, ({ jurisdiction: { kind, name } }) => `${kind} ${name}`);
  return [...places.values()].flatMap((members) => {
    const place = members[0]?.jurisdiction;
    return place ? [{ kind: place.kind, name: place.name, jobs: members.map(jobOf) }] : [];
  });
}

function jobOf({ id, title, agent, reward, outcome }: ToldJob): KitJob {
  return { id, title, agent, reward: formatAmount(BigInt(reward)), outcome };
}

/** What another kit says of an included one. */
export function inclusionOf(kit: GovernanceKit, file: FileDigest, bytes: number): KitInclusion {
  return {
    path: artefactPath(file.path),
    sha256: file.sha256,
    bytes,
    merkleRoot: kit.merkleRoot,
    counts: kit.counts,
    jurisdictions: kit.jurisdictions.map(({ kind, name, jobs }) => ({
      kind,
      name,
      jobs: jobs.length,
      approved: jobs.filter(({ outcome }) => outcome === "approved").length,
    })),
  };
}
