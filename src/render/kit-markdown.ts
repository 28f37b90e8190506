import type { FileDigest } from "../model/artefact.ts";
import type {
  GovernanceKit,
  KitArtefact,
  KitCheck,
  KitGovernance,
  KitInclusion,
  KitJurisdiction,
  KitParticipants,
  KitScript,
} from "../model/kit.ts";
import type { Jurisdiction } from "../model/plan.ts";
import { parseAmount } from "../support/amount.ts";
import { decimal, duration, grouped, ROUNDING, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { amount, timeSpan } from "./layer-markdown.ts";
import { fileName, type Links, linksFrom } from "./links.ts";
import { code, fence, heading, type Markdown, table, text } from "./markdown.ts";
import { mermaidLabel } from "./mermaid.ts";
import { page } from "./page.ts";
import { type Verdict, verdictMarkdown, verdictOf } from "./page-verdict.ts";

/** What the kit's Markdown needs beside the kit. */
export interface KitSurroundings {
  /** The file's own path, relative to OUT. */
  readonly at: string;
  /** Markdown of the report that the kit opens with. */
  readonly report: string;
}

const TITLES = { national: "National governance kit", planetary: "Planetary governance kit" } as const;

const SHOWN_EVIDENCE = 3;

/** Characters of a finding. */
const MOST_SHOWN = 160;

/** @returns `governance-kit.md`, for people who govern. */
export function renderKit(kit: GovernanceKit, { at, report }: KitSurroundings): string {
  const links = linksFrom(at);
  const document = at.replace(/\.md$/, ".json");
  return page([
    heading(1, `${TITLES[kit.layer]}: ${(kit.layerPlan ?? kit.plan).initiative}`),
    verdictMarkdown(kitVerdict(kit)),
    introduction(kit),
    `${ROUNDING} Digests are shown by their ends; both stand whole in ${links.to(document, fileName(document))}.\n`,
    ...(kit.summary ? summarySection(kit.summary, report, links) : []),
    heading(2, "Checklist"),
    kit.layerPlan === null
      ? "No question was asked: the mission has no such layer.\n"
      : checkTable(kit.checklist, links),
    heading(2, "What the kit covers"),
    fence("mermaid", coverage(kit)),
    scriptTable(kit.scripts, links),
    ...(kit.includes ? [heading(2, "Included: the national kit"), inclusion(kit.includes, links)] : []),
    heading(2, "Jobs by jurisdiction"),
    kit.jurisdictions.length === 0 ? "The layer has no job of its own.\n" : jobTable(kit.jurisdictions),
    heading(2, "Who governs"),
    ...governance(kit.governance, kit.participants.council.length > 0),
    heading(2, "Council and participants"),
    participants(kit.participants),
    heading(2, "Artefacts"),
    ...artefactTexts(kit),
    logNote(kit),
    ...links.targets(),
  ]);
}

function summarySection({ path, sha256 }: FileDigest, report: string, links: Links): string[] {
  return [
    heading(2, "Summary"),
    `From ${links.to(path, fileName(path))} (SHA-256 ${digest(sha256)}):\n`,
    opening(report),
  ];
}

function artefactTexts({ merkleRoot, artefacts }: GovernanceKit): string[] {
  return [
    `Root of the Merkle tree over path and SHA-256 (OpenZeppelin StandardMerkleTree): ${code(merkleRoot)}\n`,
    artefacts.length === 0
      ? "The layer left no artefact: the tree holds what is included alone.\n"
      : artefactTable(artefacts),
  ];
}

/** Questions that the receipts do not answer with yes. */
function kitVerdict({ checklist, counts, layerPlan }: GovernanceKit): Verdict {
  if (layerPlan === null) return verdictOf([], "Nothing of this layer ran.", "There is nothing to govern.");
  const open = checklist.filter(({ status }) => status === "open");
  const faults = open.map(({ question }) => question.replace(/\?$/, ""));
  const told = `Receipts answer ${counts.checksDone} of ${counts.checks} questions.`;
  return verdictOf(
    faults,
    told,
    "Every question is answered.",
    `${counted(open.length, "question")} left open:`,
  );
}

function digest(sha256: string): Markdown {
  return code(shortHex(sha256));
}

function introduction({ plan, layerPlan, counts, includes }: GovernanceKit): string {
  const mission = `${code(plan.path)} (SHA-256 ${digest(plan.sha256)})`;
  if (layerPlan === null) {
    const rest = includes === null ? "" : " All that it holds is the national kit, by digest.";
    return `The mission of ${mission} has no such layer: nothing of it ran, and nothing of it can be answered.${rest}\n`;
  }
  const layer = `The layer ran ${code(layerPlan.path)} (SHA-256 ${digest(layerPlan.sha256)}), for the mission of ${mission}`;
  const merged =
    includes === null ? "" : " It includes the national kit by digest, so that it stands for both layers.";
  return `${layer}. The kit fingerprints ${counts.artefacts} artefacts.${merged} Nothing here was taken from a setting: what the plan intends is called planned.\n`;
}

/** The report up to its first section; it is Markdown already, and was escaped when it was made. */
function opening(report: string): string {
  const [head = ""] = report.split(/^## /m);
  const lines = head.split("\n").filter((line) => !line.startsWith("# "));
  return `${lines
    .join("\n")
    .trim()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")}\n`;
}

function checkTable(checklist: readonly KitCheck[], links: Links): string {
  return table(
    [{ title: "Status" }, { title: "Question" }, { title: "What the receipts say" }, { title: "Evidence" }],
    checklist.map(({ question, status, finding, evidence }) => [
      text(status),
      text(question),
      text(clipped(readable(finding))),
      evidenceCell(evidence, links),
    ]),
  );
}

/** What a cell has room for; the JSON has it whole. */
function clipped(finding: string): string {
  return finding.length <= MOST_SHOWN ? finding : `${finding.slice(0, MOST_SHOWN)}… (whole in the JSON)`;
}

function evidenceCell(paths: readonly string[], links: Links): Markdown {
  const shown = paths
    .slice(0, SHOWN_EVIDENCE)
    .map((path) => links.to(path, path.split("/").slice(-2).join("/")));
  const left = paths.length - shown.length;
  return [...shown, ...(left > 0 ? [text(`and ${left} more, in the JSON`)] : [])].join("<br>") as Markdown;
}

function coverage({ plan, layerPlan, scripts, artefacts, includes, counts }: GovernanceKit): string {
  const kinds = [...Map.groupBy(artefacts, ({ kind }) => kind)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    "flowchart LR",
    `  plan[${mermaidLabel("Plan", (layerPlan ?? plan).initiative)}]`,
    `  kit[[${mermaidLabel("This kit", layerPlan === null ? "no such layer" : `${counts.checksDone} of ${counts.checks} checks done`)}]]`,
    ...scripts.flatMap(({ stage, script, blocks }, index) => [
      `  s${index}[${mermaidLabel(`Stage ${stage}`, script, blocks ? `blocks ${blocks.first} to ${blocks.last}` : "no blocks")}]`,
      `  plan --> s${index}`,
    ]),
    ...kinds.flatMap(([kind, files], index) => [
      `  k${index}(${mermaidLabel(`${kind} files: ${files.length}`)})`,
      ...scripts.map((_, script) => `  s${script} --> k${index}`),
      `  k${index} --> kit`,
    ]),
    ...(includes
      ? [
          `  national[[${mermaidLabel("National kit", `${includes.counts.artefacts} artefacts`, `${includes.counts.checksDone} of ${includes.counts.checks} checks done`)}]]`,
          "  national --> kit",
        ]
      : []),
    "",
  ].join("\n");
}

function scriptTable(scripts: readonly KitScript[], links: Links): string {
  return table(
    [
      { title: "Script" },
      { title: "Stage" },
      { title: "Blocks" },
      { title: "State root" },
      { title: "Manifest" },
    ],
    scripts.map(({ script, stage, blocks, manifest }) => [
      code(script),
      text(stage),
      text(blocks ? `${blocks.first} to ${blocks.last}` : "none"),
      blocks ? code(shortHex(blocks.stateRoot)) : text("unchanged"),
      links.to(manifest.path, fileName(manifest.path)),
    ]),
  );
}

function inclusion(
  { path, sha256, bytes, merkleRoot, counts, jurisdictions }: KitInclusion,
  links: Links,
): string {
  const facts: readonly (readonly [string, Markdown])[] = [
    ["File", links.to(path)],
    ["SHA-256", digest(sha256)],
    ["Bytes", text(String(bytes))],
    ["Merkle root", code(merkleRoot)],
    ["Artefacts", text(`${counts.artefacts}, ${counts.bytes} bytes`)],
    ["Checks", text(`${counts.checksDone} of ${counts.checks} done`)],
    [
      "Jobs",
      text(counts.jobs === 0 ? "none of its own" : `${counts.jobsApproved} of ${counts.jobs} approved`),
    ],
    ...jurisdictions.map((place): readonly [string, Markdown] => [
      nameOf(place),
      text(`${place.approved} of ${place.jobs} jobs approved`),
    ]),
  ];
  return table(
    [{ title: "Fact" }, { title: "Value" }],
    facts.map(([fact, value]) => [text(fact), value]),
  );
}

function jobTable(jurisdictions: readonly KitJurisdiction[]): string {
  return table(
    [
      { title: "Jurisdiction" },
      { title: "Job" },
      { title: "Agent" },
      { title: "Reward", align: "right" },
      { title: "Outcome" },
    ],
    jurisdictions.flatMap((place) =>
      place.jobs.map(({ id, title, agent, reward, outcome }) => [
        text(nameOf(place)),
        text(`${id}: ${title}`),
        text(agent),
        whole(reward),
        text(outcome),
      ]),
    ),
  );
}

function nameOf({ kind, name }: Jurisdiction): string {
  return `${name} (${kind})`;
}

function governance(kit: KitGovernance, hasCouncil: boolean): string[] {
  return [
    officeTable(kit.principals),
    ...(kit.principals.some(({ standIn }) => standIn !== undefined)
      ? [
          "Nobody here holds the key of an address that the plan names: in this rehearsal a local account stands in for it.\n",
        ]
      : []),
    "Authority on chain after the layer's last transaction, as the AccessManager's events tell it:\n",
    roleTable(kit.roles),
    "Planned for the mission:\n",
    settingTable(kit, hasCouncil),
    "Control scripts of the plans, compared with the scripts of this project and never executed:\n",
    controlScriptTable(kit.controlScripts),
  ];
}

function officeTable(principals: KitGovernance["principals"]): string {
  return table(
    [{ title: "Office" }, { title: "Named in the plan" }, { title: "Account on this chain" }],
    principals.map(({ office, label, address, standIn }) => [
      text(office),
      text(label),
      standIn === undefined ? account(address) : (`${account(address)} (a stand-in)` as Markdown),
    ]),
  );
}

function roleTable(roles: KitGovernance["roles"]): string {
  return table(
    [{ title: "Role" }, { title: "Holder" }, { title: "Account" }, { title: "Delay", align: "right" }],
    roles.flatMap(({ role, holders }) =>
      holders.map(({ address, name, delaySeconds }) => [
        text(role),
        text(name ?? "unnamed"),
        code(address),
        timeSpan(delaySeconds),
      ]),
    ),
  );
}

function settingTable({ quadraticVoting, thermostat }: KitGovernance, hasCouncil: boolean): string {
  const planned: readonly (readonly [string, string])[] = [
    ...votingOf(quadraticVoting, hasCouncil),
    ["Initial temperature", degrees(thermostat.initialTemperature)],
    ["Emergency temperature", degrees(thermostat.emergencyTemperature)],
    [
      "Temperature bounds",
      `${degrees(thermostat.minimumTemperature)} to ${degrees(thermostat.maximumTemperature)}`,
    ],
  ];
  return table(
    [{ title: "Setting" }, { title: "Plan" }],
    planned.map(([setting, value]) => [text(setting), text(value)]),
  );
}

function controlScriptTable(controlScripts: KitGovernance["controlScripts"]): string {
  return table(
    [{ title: "Name" }, { title: "Command" }, { title: "Comparison" }, { title: "Plan" }],
    controlScripts.map(({ name, command, comparison, plan }) => [
      text(name),
      code(command),
      text(comparison),
      code(plan),
    ]),
  );
}

/** Plans get a governor by default; without a council nobody can vote with it, without regions there is nothing to vote on. */
function votingOf(
  voting: KitGovernance["quadraticVoting"],
  hasCouncil: boolean,
): readonly (readonly [string, string])[] {
  if (voting === null) {
    const reason = hasCouncil ? "the mission has no planetary layer" : "the plan names no council";
    return [["Voting", `none: ${reason}`]];
  }
  const { contract, timelock, executionDelaySeconds } = voting;
  return [
    ["Voting contract", contract],
    ["Timelock", timelock],
    ["Execution delay", duration(executionDelaySeconds)],
  ];
}

function account(address: string | null): Markdown {
  return address === null ? text("no receipt says") : code(address);
}

function participants({ council, validators, agents }: KitParticipants): string {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ...council.map(({ handle, role, stake }) => ["council", handle, role, stake] as const),
    ...validators.map(({ handle, mandate, stake }) => ["validator", handle, mandate, stake] as const),
    ...agents.map(({ handle, role }) => ["agent", handle, role, ""] as const),
  ];
  return table(
    [
      { title: "As" },
      { title: "Handle" },
      { title: "Role or mandate" },
      { title: "Planned stake", align: "right" },
    ],
    rows.map(([as, handle, role, stake]) => [text(as), text(handle), text(role), whole(stake)]),
  );
}

/** @param written in whole tokens, as the kit's JSON has it; nothing for who stakes nothing. */
function whole(written: string): Markdown {
  const parsed = parseAmount(written);
  return parsed.ok ? amount(parsed.wei) : text(written);
}

/** @param written as the kit's JSON has it. */
function degrees(written: string): string {
  const parsed = parseAmount(written);
  return parsed.ok ? decimal(parsed.wei) : written;
}

function artefactTable(artefacts: readonly KitArtefact[]): string {
  return table(
    [
      { title: "File" },
      { title: "Stage" },
      { title: "Kind" },
      { title: "Bytes", align: "right" },
      { title: "SHA-256" },
    ],
    artefacts.map(({ path, stage, kind, bytes, sha256 }) => [
      code(path),
      text(stage),
      text(kind),
      text(grouped(bytes)),
      digest(sha256),
    ]),
  );
}

function logNote({ logs }: GovernanceKit): string {
  return logs === null
    ? ""
    : `Logs of the run lie in ${code(logs)}. They differ from machine to machine, so that nothing of them is in the kit.\n`;
}
