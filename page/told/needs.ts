import type { GovernanceKit } from "../../src/model/kit.ts";
import { FOLDERS, PATHS } from "../../src/model/layout.ts";
import type { CommandCenter, OwnerFinding } from "../../src/model/owner.ts";
import { readable } from "../../src/support/figures.ts";
import { inPayload, type Payload } from "../payload.ts";
import type { ToldDrill } from "./drills.ts";
import { wanted } from "./told.ts";

export interface Need {
  readonly severity: OwnerFinding["severity"];
  readonly text: string;
  /** What to type; empty where nothing is to be typed. */
  readonly command: string;
}

export interface ToldNeeds {
  /** At which block the owner's reports were read. */
  readonly block: number;
  readonly readAt: number;
  readonly needs: readonly Need[];
}

const RANKS: readonly OwnerFinding["severity"][] = ["critical", "warning", "notice"];

/** The owner's exceptions, worst first. */
export function needsIn(payload: Payload, drills: readonly ToldDrill[]): ToldNeeds {
  const path = inPayload(`${PATHS.owner}/command-center.json`);
  const center = wanted(payload.json(path), path) as CommandCenter;
  const needs: Need[] = [
    ...center.findings.map(({ severity, text, mend, command }) => ({
      severity,
      text: `${readable(text)} ${readable(mend)}`,
      command,
    })),
    ...drills.filter(({ verdict }) => verdict === "failed").map(failedDrill),
    ...openChecks(payload),
  ];
  return {
    block: Number(center.reading.block),
    readAt: Number(center.reading.timestamp),
    needs: needs.toSorted((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity)),
  };
}

function failedDrill({ id }: ToldDrill): Need {
  return { severity: "critical", text: `The drill "${id}" came out otherwise than foreseen.`, command: "" };
}

/** Questions that the last kit could not answer with yes. */
function openChecks(payload: Payload): Need[] {
  const kits = [FOLDERS.national, FOLDERS.planetary].map(
    (folder) => payload.json(inPayload(`${folder}/governance-kit.json`)) as GovernanceKit | undefined,
  );
  return kits.flatMap((kit) =>
    (kit?.checklist ?? [])
      .filter(({ status }) => status === "open")
      .map(({ question, finding }) => ({
        severity: "notice" as const,
        text: `${question} Not by the time of the kit: ${readable(finding)}`,
        command: "",
      })),
  );
}
