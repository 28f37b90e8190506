import { wiringDiagrams } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { readWiring } from "../../observe/owner/wiring.ts";
import type { Reading } from "../act.ts";
import { ownStandpoint } from "./standpoint.ts";

/** Draws the wiring as it stands: who has power, where tokens went, which contracts call which. @param copy also gets the first */
export function diagram(copy: string | null): Reading {
  return async (views, scene) => {
    const standpoint = await ownStandpoint(views, scene);
    const wiring = await readWiring(standpoint, readingOf(views, standpoint, scene.project));
    const drawn = await wiringDiagrams(wiring);
    const power = drawn.get(PATHS.ownerDiagram) as string;
    const artefacts = new Map([...drawn, ...(copy === null ? [] : [[copy, power] as const])]);
    return { artefacts, summary: power.trimEnd() };
  };
}
