/** EVMs of two families: the node's, and one that shares no code with it. */
export type EngineName = "edr" | "ethereumjs";

export const ENGINE_CHOICES = ["edr", "ethereumjs", "both"] as const;

export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** As they call themselves. */
export const ENGINE_TITLES: Readonly<Record<EngineName, string>> = { edr: "EDR", ethereumjs: "ethereumjs" };

/** In the order in which they execute. */
export function enginesOf(choice: EngineChoice): readonly EngineName[] {
  return choice === "both" ? ["edr", "ethereumjs"] : [choice];
}
