/** model: words and types that everything shares; the tables of artefacts and scripts. Knows nothing else. */

/** The five stages, in running order. */
export type StageId = "takeoff" | "global" | "kit" | "owner" | "thermodynamics";

/** What a run goes through: its stages, then the dossier. */
export type StepId = StageId | "dossier";
