import { SHARE_ROLES, type ShareRole } from "../model/enums.ts";
import { THERMODYNAMICS_FILES } from "../model/layout.ts";
import type {
  EpochMeasure,
  LayerEnergy,
  LayerReport,
  ShareReport,
  TemperatureResponse,
  ThermodynamicReport,
} from "../model/thermodynamics.ts";
import { BPS, WAD } from "../model/units.ts";
import { decimal, duration, percent, percentOfWad, ROUNDING } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { amount, figureText, figure as wad } from "./layer-markdown.ts";
import { code, fence, heading, type Markdown, table, text } from "./markdown.ts";
import { mermaidChart, mermaidPie } from "./mermaid-chart.ts";
import { page } from "./page.ts";
import { type Verdict, verdictMarkdown, verdictOf } from "./page-verdict.ts";
import type { Definition } from "./thermodynamics-definitions.ts";
import { tickFaults, tickSection } from "./ticks-markdown.ts";

const BPS_IN_WAD = WAD / BPS;

/** The report for people: what each figure means, planned beside measured, and what was done about it. */
export function thermodynamicsMarkdown(
  report: ThermodynamicReport,
  definitions: readonly Definition[],
): string {
  return page([
    heading(1, "Thermodynamics of the mission"),
    verdictMarkdown(thermodynamicsVerdict(report)),
    `${ROUNDING} Every figure stands exactly in [${THERMODYNAMICS_FILES.document}](${THERMODYNAMICS_FILES.document}).\n`,
    `Read from receipts and from the chain at block ${report.block}; planned figures are from ${code(report.plan.path)} and the plans that it binds. What a formula stands in for is marked simulated.\n`,
    heading(2, "Set-point"),
    setPointText(report),
    readingTable(report),
    heading(2, "Temperature"),
    temperatureTable(report),
    temperatureCourse(report),
    ...tickSection(report),
    heading(2, "Role shares"),
    shareTable(report.roleShares),
    ...report.layers.flatMap(layerSection),
    heading(2, "Definitions"),
    definitionTable(definitions),
  ]);
}

function thermodynamicsVerdict({ setPoint, applied, layers, courses }: ThermodynamicReport): Verdict {
  const epochs = layers.flatMap((layer) => layer.epochs);
  const ticks = courses.flatMap((course) => course.ticks);
  const faults = [
    ...courses.flatMap(tickFaults),
    ...(applied.after.baseWad === setPoint.recommendedWad
      ? []
      : ["the set-point on chain is not the recommended one"]),
    ...epochs
      .filter(({ recomputed }) => !recomputed)
      .map(({ epoch }) => `epoch ${epoch} cannot be computed again`),
  ];
  const compared =
    epochs.length === 0
      ? ""
      : `; payouts of ${counted(epochs.length, "reward epoch")} were computed again and compared`;
  const ticked =
    ticks.length === 0 ? "" : `; ${counted(ticks.length, "tick")} moved the temperature as foretold`;
  const told = `The recommended set-point ${decimal(setPoint.recommendedWad)} was applied and read back${compared}${ticked}.`;
  return verdictOf(faults, told);
}

function setPointText({ setPoint, applied, temperature: { measured } }: ThermodynamicReport): string {
  const { before, after } = applied;
  return `The weighted error of the readings is ${wad(setPoint.errorWad)}, so the recommended set-point is **${wad(setPoint.recommendedWad)}**, beside a reference temperature of ${wad(setPoint.referenceWad)} and a controller output of ${wad(measured.outputWad)}. ${text(applied.by)}, holding ${text(applied.role)}, scheduled it, waited ${duration(applied.delaySeconds)} and applied it: the base went from ${wad(before.baseWad)} to ${wad(after.baseWad)}, the temperature from ${wad(before.temperatureWad)} to ${wad(after.temperatureWad)}, read back at block ${applied.block}.\n`;
}

function readingTable({ setPoint }: ThermodynamicReport): string {
  return table(
    [
      { title: "Reading" },
      { title: "Measured", align: "right" },
      { title: "Target", align: "right" },
      { title: "Weight", align: "right" },
    ],
    setPoint.readings.map(({ name, readingWad, targetWad, weightWad }) => [
      text(name),
      wad(readingWad),
      wad(targetWad),
      wad(weightWad),
    ]),
  );
}

function temperatureTable({ temperature: { planned, measured } }: ThermodynamicReport): string {
  const row = (name: string, plannedWad: bigint | null, measuredWad: bigint): Markdown[] => [
    text(name),
    plannedWad === null ? text("–") : wad(plannedWad),
    wad(measuredWad),
  ];
  return table(
    [{ title: "Temperature" }, { title: "Planned", align: "right" }, { title: "On chain", align: "right" }],
    [
      row("reference", planned.initialWad, measured.referenceWad),
      row("base (set-point)", planned.initialWad, measured.baseWad),
      row("raised by delay policies, fading", null, measured.raiseWad),
      row("controller output", null, measured.outputWad),
      row("temperature", planned.initialWad, measured.temperatureWad),
      row("emergency", planned.emergencyWad, measured.emergencyWad),
      row("lower bound", planned.minWad, measured.minWad),
      row("upper bound", planned.maxWad, measured.maxWad),
    ],
  );
}

/** The course in words, where a picture is not seen: what each change left. */
function temperatureCourse({ temperature: { history }, applied }: ThermodynamicReport): string {
  const changes = [
    ...history.map(({ block, afterWad }) => ({ block, afterWad })),
    { block: applied.block, afterWad: applied.after.temperatureWad },
  ];
  const told = changes.map(({ block, afterWad }) => `${decimal(afterWad)} from block ${block} on`);
  return `![Temperature on chain by block](${THERMODYNAMICS_FILES.chart})\n\nIts course: ${told.join(", ")}.\n`;
}

function shareTable({ planned, current, next, governed }: ThermodynamicReport["roleShares"]): string {
  const bps = (shares: ShareReport, role: ShareRole) => figureText(percent(shares[`${role}Bps`]));
  return table(
    [
      { title: "Role" },
      { title: "Planned", align: "right" },
      { title: "On chain, this epoch", align: "right" },
      { title: "Next epoch", align: "right" },
      { title: "Governed", align: "right" },
    ],
    SHARE_ROLES.map((role) => [
      text(role),
      bps(planned, role),
      bps(current, role),
      bps(next, role),
      bps(governed, role),
    ]),
  );
}

function layerSection(layer: LayerReport): string[] {
  if (layer.jobs.length === 0) {
    return [
      heading(2, `Layer ${layer.id}: ${layer.initiative}`),
      "The layer has no job of its own, so that there is nothing to measure.\n",
    ];
  }
  return [
    heading(2, `Layer ${layer.id}: ${layer.initiative}`),
    energyTable(layer),
    entropyChart(layer),
    heading(3, `Rewards by role, ${layer.id}`),
    roleTable(layer),
    rolePie(layer),
    heading(3, `Agents' Boltzmann weights, ${layer.id} (simulated energies)`),
    weightTable(layer),
    heading(3, `Jobs, ${layer.id}`),
    jobTable(layer),
    ...(layer.epochs.length === 0 ? [] : [heading(3, "Reward epochs"), ...layer.epochs.map(epochSection)]),
  ];
}

function energyTable({ planned, measured }: LayerReport): string {
  const rows: readonly (readonly [string, keyof LayerEnergy])[] = [
    ["energy (simulated)", "energyWad"],
    ["dH, net effort put in (tokens)", "deltaHWei"],
    ["dS, uncertainty removed (nats)", "deltaSWad"],
    ["price of a nat (tokens)", "natPriceWei"],
    ["temperature", "temperatureWad"],
    ["T/T₀·price·dS (tokens)", "entropyWei"],
    ["free energy (tokens)", "freeWei"],
  ];
  return table(
    [{ title: "Quantity" }, { title: "Planned", align: "right" }, { title: "Measured", align: "right" }],
    rows.map(([name, key]) => {
      const show = key.endsWith("Wei") ? amount : wad;
      return [text(name), show(planned[key]), show(measured[key])];
    }),
  );
}

/** Planned entropy as bars, measured entropy as a line. */
function entropyChart({ id, jobs }: LayerReport): string {
  return fence(
    "mermaid",
    mermaidChart({
      title: `Uncertainty removed by job, ${id}: planned (bars), measured (line)`,
      unit: "nats",
      labels: jobs.map((job) => job.id),
      series: [
        { kind: "bar", values: jobs.map(({ expectedEntropyWad }) => expectedEntropyWad) },
        { kind: "line", values: jobs.map(({ deltaSWad }) => deltaSWad) },
      ],
    }),
  );
}

function roleTable({ roles }: LayerReport): string {
  return table(
    [
      { title: "Role" },
      { title: "Planned share", align: "right" },
      { title: "Paid share", align: "right" },
      { title: "Paid (tokens)", align: "right" },
      { title: "Recipients", align: "right" },
      { title: "Entropy (nats)", align: "right" },
      { title: "ln recipients", align: "right" },
    ],
    roles.map(({ role, plannedBps, paidBps, paidWei, recipients, entropyWad, evenEntropyWad }) => [
      text(role),
      figureText(percent(plannedBps)),
      figureText(roles.some((other) => other.paidWei > 0n) ? percent(paidBps) : "–"),
      amount(paidWei),
      text(`${recipients}`),
      wad(entropyWad),
      wad(evenEntropyWad),
    ]),
  );
}

function rolePie({ id, roles }: LayerReport): string {
  if (roles.every(({ paidWei }) => paidWei === 0n)) return "Nobody was paid.\n";
  const points = roles.map(({ role, paidBps }) => ({ label: role, valueWad: paidBps * BPS_IN_WAD }));
  return fence("mermaid", mermaidPie(`Paid by role, ${id}`, points));
}

function weightTable({ weights }: LayerReport): string {
  return table(
    [
      { title: "Agent" },
      { title: "Jobs approved", align: "right" },
      { title: "Energy used / budget", align: "right" },
      { title: "Planned weight", align: "right" },
      { title: "Measured weight", align: "right" },
      { title: "Part of what agents were paid", align: "right" },
    ],
    weights.map((weight) => [
      text(weight.agent),
      text(`${weight.approvedJobs} of ${weight.plannedJobs}`),
      wad(weight.energyWad),
      wad(weight.plannedWeightWad),
      wad(weight.measuredWeightWad),
      figureText(percentOfWad(weight.paidWad)),
    ]),
  );
}

function jobTable({ jobs }: LayerReport): string {
  return table(
    [
      { title: "Job" },
      { title: "Outcome" },
      { title: "Energy planned", align: "right" },
      { title: "Energy used (simulated)", align: "right" },
      { title: "Expected entropy", align: "right" },
      { title: "Judges for it" },
      { title: "dS", align: "right" },
      { title: "dH (tokens)", align: "right" },
    ],
    jobs.map((job) => [
      text(`${job.id}: ${job.title}`),
      text(`${job.outcome}${job.late ? ", late" : ""}`),
      wad(job.plannedEnergyWad),
      wad(job.energyWad),
      wad(job.expectedEntropyWad),
      text(`${job.approving} of ${job.judges}`),
      wad(job.deltaSWad),
      amount(job.deltaHWei),
    ]),
  );
}

function epochSection(epoch: EpochMeasure): string {
  const agrees = epoch.recomputed
    ? "Budget, weights and payouts computed again from the attestations equal the engine's, digit for digit."
    : "Budget, weights or payouts computed again from the attestations DIFFER from the engine's.";
  return [
    `Epoch ${text(epoch.epoch)} (attested telemetry, simulated): dH ${amount(epoch.deltaHWei)}, dS ${wad(epoch.deltaSWad)} at ${amount(epoch.natPriceWei)} tokens a nat, temperature ${wad(epoch.temperatureWad)}, T/T₀·price·dS ${amount(epoch.entropyWei)}, free energy ${amount(epoch.freeWei)}, budget ${amount(epoch.budgetWei)} of ${amount(epoch.capWei)} at the most, paid ${amount(epoch.paidWei)}. ${agrees}\n`,
    `Settled in ${epoch.parts.length} parts: ${phasesOf(epoch)}.\n`,
    table(
      [
        { title: "Role" },
        { title: "Temperature", align: "right" },
        { title: "Share (tokens)", align: "right" },
        { title: "Paid (tokens)", align: "right" },
        { title: "Participants", align: "right" },
        { title: "Largest weight", align: "right" },
        { title: "Entropy (nats)", align: "right" },
      ],
      epoch.roles.map((role) => [
        text(role.role),
        wad(role.temperatureWad),
        amount(role.shareWei),
        amount(role.paidWei),
        text(`${role.participants}`),
        wad(role.largestWeightWad),
        wad(role.entropyWad),
      ]),
    ),
    `What epoch ${text(epoch.epoch)} would have come to a tenth colder and a tenth hotter, all else being as it was${changesText(epoch)}:\n`,
    responseTable(epoch),
  ].join("\n");
}

function responseTable({ responses }: EpochMeasure): string {
  const roles = responses[0]?.roles ?? [];
  const row = (
    name: string,
    of: (response: TemperatureResponse) => bigint | undefined,
    shown: (value: bigint) => Markdown = amount,
  ): Markdown[] => [text(name), ...responses.map((response) => shown(of(response) ?? 0n))];
  return table(
    [
      { title: "Quantity (tokens)" },
      ...responses.map(({ changeBps }) => ({ title: changeText(changeBps), align: "right" as const })),
    ],
    [
      row("temperature", ({ temperatureWad }) => temperatureWad, wad),
      row("stakes that the layer's jobs ask of agents", ({ stakesWei }) => stakesWei),
      row("free energy", ({ freeWei }) => freeWei),
      row("budget", ({ budgetWei }) => budgetWei),
      ...roles.map(({ role }, index) => row(`paid to ${role}`, (response) => response.roles[index]?.paidWei)),
      row("left to the treasury", ({ remainderWei }) => remainderWei),
    ],
  );
}

/** By how much, in per cent of what it was; nothing is said of what was nothing. */
function changesText({ responses }: EpochMeasure): string {
  const own = responses.find(({ changeBps }) => changeBps === 0n);
  const moved = (of: (response: TemperatureResponse) => bigint) => {
    const base = own === undefined ? 0n : of(own);
    const others = responses.filter((response) => response !== own);
    return base === 0n
      ? null
      : others.map((other) => signedPercent(((of(other) - base) * BPS) / base)).join(" and ");
  };
  const [budget, stakes] = [moved(({ budgetWei }) => budgetWei), moved(({ stakesWei }) => stakesWei)];
  const told = [
    ...(budget === null ? [] : [`its budget changes by ${budget}`]),
    ...(stakes === null ? [] : [`the stakes that are asked by ${stakes}`]),
  ];
  return told.length === 0 ? "" : `; ${told.join(", ")}`;
}

function signedPercent(bps: bigint): string {
  return `${bps > 0n ? "+" : ""}${percent(bps)}`;
}

function changeText(changeBps: bigint): string {
  if (changeBps === 0n) return "T";
  return `T ${changeBps < 0n ? "−" : "+"} ${(changeBps < 0n ? -changeBps : changeBps) / 100n} %`;
}

/** Each phase with the entries that it was through with after each of its parts. */
function phasesOf({ parts }: EpochMeasure): string {
  return [...Map.groupBy(parts, ({ phase }) => phase)]
    .map(([phase, own]) => {
      const steps = own.map(({ done }) => `${done}`).join(", ");
      return `${text(phase)} ${steps} of ${own.at(-1)?.entries ?? 0n} entries`;
    })
    .join("; ");
}

function definitionTable(definitions: readonly Definition[]): string {
  return table(
    [{ title: "Quantity" }, { title: "Unit" }, { title: "Formula" }, { title: "Simulated" }],
    definitions.map(({ name, unit, formula, simulated }) => [
      text(name),
      text(unit),
      text(formula),
      text(simulated ? "yes" : "no"),
    ]),
  );
}
