import { PLAN } from "../errors/plan-errors.ts";
import { jobStepOf } from "../model/drill-definition.ts";
import type { LayerId, OwnDrill } from "../model/plan.ts";
import { GLOBAL } from "../model/regions.ts";
import type { Draft } from "./check-shape.ts";
import { readDefinition } from "./definition/definition.ts";
import type { Mission } from "./definition/scope.ts";
import { type DrillFile, reasonAgainstDrillPath, type ShapedDrillFile } from "./drill-files.ts";
import { isRegional } from "./layers.ts";
import type { MissionTerms } from "./mission.ts";
import { type Finding, fieldName, type Path, type Report, reporterAfter } from "./plan-finding.ts";
import { present, values } from "./rules/context.ts";
import type { DefinitionDocument } from "./schema-drill.ts";
import { definitionFields } from "./schema-drill.ts";

type DrillDraft = NonNullable<NonNullable<Draft["drills"]>[number]>;

/** A plan's drills of its own, by their places in the list, and what is wrong in their files. */
export interface OwnDrills {
  readonly byPlace: ReadonlyMap<number, OwnDrill>;
  readonly findings: ReadonlyMap<ShapedDrillFile, readonly Finding[]>;
}

interface Surroundings {
  readonly files: ReadonlyMap<string, DrillFile>;
  readonly report: Report;
  /** Whether the plan has a value at a path, of a right or a wrong shape. */
  readonly has: (path: Path) => boolean;
  readonly role: LayerId | undefined;
  readonly terms: MissionTerms | undefined;
}

/** Reads those of a plan's drills that are definitions, in the plan or in files beside it, and reports what is wrong. */
export function readOwnDrills(draft: Draft, surroundings: Surroundings): OwnDrills {
  const byPlace = new Map<number, OwnDrill>();
  const findings = new Map<ShapedDrillFile, Finding[]>();
  const mission = missionOf(draft, surroundings.terms);
  for (const [index, drill] of present(draft.drills)) {
    const path = ["drills", index];
    const form = formOf(drill, path, surroundings);
    const own =
      form === "use"
        ? readUsed(drill, [...path, "use"], mission, surroundings, findings)
        : form === "definition"
          ? inline(drill, path, mission, surroundings.report)
          : null;
    if (own === null) continue;
    byPlace.set(index, own);
    checkStage(own, draft, path, surroundings);
  }
  return { byPlace, findings };
}

/** A drill is of a kind, or in a file, or defined where it stands. */
function formOf(
  drill: DrillDraft,
  path: Path,
  { report, has }: Surroundings,
): "kind" | "use" | "definition" | null {
  const isDefined = Object.keys(definitionFields).some((field) => has([...path, field]));
  const forms = [
    ...(has([...path, "kind"]) ? (["kind"] as const) : []),
    ...(has([...path, "use"]) ? (["use"] as const) : []),
    ...(isDefined ? (["definition"] as const) : []),
  ];
  const [form] = forms;
  const say = (problem: string, mend: string) =>
    report(PLAN.DRILL_FORM, { field: fieldName(path), problem, mend }, path);
  if (form === undefined)
    say("says not what is rehearsed", 'Give it a "kind", a file to "use", or an "intervention" of its own.');
  else if (forms.length > 1)
    say(`is a ${forms.join(" and a ")} at once`, `Leave ${forms.slice(1).join(" and ")} out.`);
  else if (form === "definition" && !has([...path, "intervention"]))
    say("has no intervention", 'Add "intervention", a list of steps.');
  else return drill.id === undefined ? null : form;
  return null;
}

function inline(drill: DrillDraft, path: Path, mission: Mission, report: Report): OwnDrill | null {
  const document = drill as Partial<DefinitionDocument>;
  const read = readDefinition(document, drill.id ?? "", mission, report, path);
  return read && { ...read, file: null };
}

function readUsed(
  { id = "", use = "" }: DrillDraft,
  path: Path,
  mission: Mission,
  { files, report }: Surroundings,
  findings: Map<ShapedDrillFile, Finding[]>,
): OwnDrill | null {
  const unsafe = reasonAgainstDrillPath(use);
  if (unsafe !== null) {
    report(PLAN.UNSAFE_PATH, { field: fieldName(path), path: use, reason: unsafe }, path);
    return null;
  }
  const file = files.get(use) ?? { kind: "missing" as const, reason: "files are not read here" };
  if (file.kind === "missing")
    report(PLAN.DRILL_FILE, { field: fieldName(path), path: use, reason: file.reason }, path);
  if (file.kind !== "read") return null;
  const isKnown = findings.has(file);
  const found: Finding[] = [];
  const read = file.document && readFile(file.document, id, mission, reporterAfter(file.findings, found));
  if (!isKnown) findings.set(file, [...file.findings, ...found]);
  return read && file.isComplete ? { ...read, file: use } : null;
}

function readFile(document: Partial<DefinitionDocument>, id: string, mission: Mission, report: Report) {
  if (document.intervention !== undefined) return readDefinition(document, id, mission, report, []);
  const mend = 'Add "intervention", a list of steps.';
  report(PLAN.DRILL_FORM, { field: "the drill", problem: "has no intervention", mend }, []);
  return null;
}

/** What a definition may name. */
function missionOf({ regions, participants, jobs }: Draft, terms: MissionTerms | undefined): Mission {
  const people = [participants, ...(terms?.others ?? [])].flatMap((each) => [
    ...values(each?.council),
    ...values(each?.agents),
    ...values(each?.validators),
  ]);
  return {
    // The global executor employs for jobs that belong to none of the regions.
    regions: new Set([
      ...values(regions).flatMap(({ id }) => id ?? []),
      ...(regions?.length ? [GLOBAL] : []),
    ]),
    jobs: new Set(values(jobs).flatMap(({ id }) => id ?? [])),
    handles: new Set(people.flatMap(({ handle }) => handle ?? [])),
  };
}

/** A definition runs in the stage that has what it names, and only in a plan that has that stage. */
function checkStage(
  { stage, definition }: OwnDrill,
  draft: Draft,
  path: Path,
  { report, role }: Surroundings,
): void {
  if (role === "planetary" && jobStepOf(definition) !== undefined) {
    const problem = "rehearses a job, which the nation does";
    const mend = "Move it to the drills of the national plan.";
    report(PLAN.DRILL_FORM, { field: fieldName(path), problem, mend }, path);
  }
  if (stage === "takeoff" || role === "planetary" || draft.layers !== undefined) return;
  const field = fieldName(path);
  if (role === "national") {
    const problem = "names something of the planetary layer";
    report(PLAN.DRILL_FORM, { field, problem, mend: "Move it to the drills of the planetary plan." }, path);
  } else if (!values(draft.jobs).some(isRegional)) {
    const why = "it names something of a planetary layer, and this plan has no jobs of regions";
    report(PLAN.IGNORED_FIELD, { field, why }, path);
  }
}
