import type { Takeoff } from "./takeoff.ts";

export function takeoffReport({ plan }: Takeoff): string {
  return `# ${plan.initiative}\n`;
}
